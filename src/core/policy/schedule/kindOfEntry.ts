import type { EventKind } from '../../runbook/schedule.js';

/** The first kind that has a word in an entry's title: whole words only, in any case. Undefined for an entry of no kind. */
export const kindOfEntry = (title: string, kinds: readonly EventKind[]): EventKind | undefined =>
  kinds.find(({ words }) => words.some((word) => hasWord(title, word)));

function hasWord(title: string, word: string): boolean {
  const wanted = inWords(word);
  // With a space at either end, only whole words can match; a word of the runbook may be several.
  return wanted !== '' && ` ${inWords(title)} `.includes(` ${wanted} `);
}

/** Letters, digits and marks of any script, in one case; whatever else stands between them is one space. */
const inWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
