import type { Span } from './span.js';

const hidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF\uFFFD]|\p{Cs}/u;

/** The first character that a runbook has no use for, with what it tells of the file; undefined where there is none. */
export function hiddenCharacter(text: string): { readonly span: Span; readonly message: string } | undefined {
  const found = hidden.exec(text);
  return found
    ? { span: { from: found.index, to: found.index + found[0].length }, message: meaning(found[0], found.index) }
    : undefined;
}

function meaning(character: string, offset: number): string {
  switch (character) {
    case '\u0000':
      return 'The file holds a NUL character, as a file in UTF-16 does; save it as UTF-8.';
    case '\uFFFD':
      return 'Part of the file is not UTF-8; save it as UTF-8.';
    case '\uFEFF':
      return offset === 0
        ? 'The file begins with a byte order mark; save it as UTF-8 without one.'
        : 'There is a byte order mark within the file; remove it.';
    default:
      return `There is a hidden character here (U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}); remove it.`;
  }
}
