import { longestSaying } from '../../core/verification/fact.js';

/** Text of a server as evidence keeps it: one line, and bounded. */
export function shortLine(text: string): string {
  const line = text
    .slice(0, 2 * longestSaying)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .trim();
  return line.length > longestSaying ? `${line.slice(0, longestSaying - 1)}…` : line;
}
