import { longestSaying } from '../verification/fact.js';

// Everything that could break a line, move a cursor, or turn the direction of a text.
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

/** Read at most, before a text is cleaned. */
const longestRead = 8 * longestSaying;

/** What a container, an engine or a database said, as one line of at most `longestSaying` characters. Still hostile where it is shown. */
export function saying(text: string): string {
  const line = text.slice(0, longestRead).replace(unseen, ' ').replaceAll(/ {2,}/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= longestSaying ? line : `${characters.slice(0, longestSaying - 1).join('')}…`;
}

/** The last of some lines that says anything. */
export const lastSaying = (lines: readonly string[]): string => lines.map(saying).findLast((line) => line !== '') ?? '';
