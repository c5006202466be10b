/** The first of the words that a text holds, in whichever case; undefined: none. Plain search: nothing of a file is run as a pattern. */
export function wordIn(text: string, words: readonly string[]): string | undefined {
  const lower = text.toLowerCase();
  return words.find((word) => word !== '' && lower.includes(word.toLowerCase()));
}
