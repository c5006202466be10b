import type { Inline } from './document.js';

/** The words of a heading or a paragraph, in one line, without marks. Bounded depth: the reader sees to that. */
export const plainText = (content: readonly Inline[]): string => wordsOf(content).replace(/\s+/g, ' ').trim();

const wordsOf = (content: readonly Inline[]): string => content.map(wordOf).join('');

function wordOf(inline: Inline): string {
  switch (inline.inline) {
    case 'text':
    case 'code':
      return inline.text;
    case 'image':
      return inline.alt;
    case 'break':
      return ' ';
    case 'strong':
    case 'emphasis':
    case 'strike':
    case 'link':
      return wordsOf(inline.content);
  }
}
