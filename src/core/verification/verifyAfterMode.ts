/** How thoroughly an operation is verified by itself, once it is done. */
export const verifyAfterModes = ['full', 'quick', 'off'] as const;
export type VerifyAfterMode = (typeof verifyAfterModes)[number];
