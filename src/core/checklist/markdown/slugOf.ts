import { hashOf } from './hashOf.js';

const maxLength = 100;

/** What GitHub makes of a heading's words for links to it, so that those in a file lead there. */
export function slugOf(words: string): string {
  const slug = words
    .slice(0, 4 * maxLength)
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
    .slice(0, maxLength);
  return slug === '' ? `h${hashOf(words)}` : slug;
}
