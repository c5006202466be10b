/** `unknown` is what could not be told; it never counts as a pass. */
export type CheckVerdict = 'pass' | 'fail' | 'unknown';
