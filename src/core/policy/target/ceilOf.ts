/**
 * Rounds up, but not for what floating point added: exact multiples such as 6 x (260 / 3) / 40 = 13.000000000000002 would
 * otherwise come out one replica too high.
 */
export const ceilOf = (value: number): number => Math.ceil(value - 1e-9 * Math.max(1, Math.abs(value))) + 0;
