/**
 * As much of a text as fits once it is escaped, with an ellipsis where that is not all. No character is cut in two, and neither is what it is
 * escaped to.
 *
 * @param most how long the escaped text may be
 */
export function bounded(text: string, most: number, escape: (character: string) => string = same): string {
  let whole = '';
  let fits = '';
  for (const character of text) {
    whole += escape(character);
    if (whole.length < most) fits = whole;
    if (whole.length > most) return `${fits}…`;
  }
  return whole;
}

const same = (character: string): string => character;
