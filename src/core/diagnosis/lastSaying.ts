import { saying } from '../verification/fact.js';

/** The last of some lines that says anything; empty where none does. */
export const lastSaying = (lines: readonly string[]): string => {
  const last = lines.findLast((line) => saying(line) !== '');
  return last === undefined ? '' : saying(last);
};
