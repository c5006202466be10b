/** Text from a container, a label or an engine, made inert for Markdown: it shows as it is and can be nothing else. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]()#+\-.!|<>~$@:&/"'=]/g, '\\$&')
    .replace(/^\s+|\s+$/g, '');
}

const maxLength = 300;

/**
 * One line of printable text, bounded and inert. Control and direction-changing characters would let a name pose as another.
 * Notifications make links, of commands too, from `[text](command:…)`, and labels make icons from `$(name)`: an invisible word joiner
 * between the two characters keeps both from it.
 */
export function oneLine(text: string): string {
  const clean = text
    .replace(/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, ' ')
    .trim();
  const characters = Array.from(clean.slice(0, 2 * maxLength + 2));
  const short = characters.length > maxLength ? `${characters.slice(0, maxLength - 1).join('')}…` : clean;
  return short.replace(/([$\]])\(/g, '$1\u2060(');
}

/** Hovers draw tables without space between the columns. An entity, since parsers trim the character itself. */
const gap = '&nbsp;&nbsp;&nbsp;';

/**
 * A table; cells are Markdown already.
 *
 * @param figures which columns hold figures, from 0: they stand to the right
 */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  figures: readonly number[] = [],
): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => (index < cells.length - 1 ? `${cell}${gap}` : cell)).join(' | ')} |`;
  const rule = header.map((_, index) => (figures.includes(index) ? '---:' : ':---'));
  return [line(header), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** Text of several lines as it is, in a block that nothing in it can end. Control characters are left out. */
export function fenced(text: string): string {
  const clean = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '');
  const longest = Math.max(2, ...Array.from(clean.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${withoutLineEnds(clean)}\n${fence}`;
}

/** Those at its end. By hand: a search for them begins anew at each of many that stand elsewhere. */
function withoutLineEnds(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end -= 1;
  return text.slice(0, end);
}

/** For short cells: where a table is narrow, a figure would be broken from its unit. */
export const unbroken = (markdown: string): string => markdown.replaceAll(' ', '&nbsp;').replaceAll('\\-', '\u2011');

/** The address alone makes the link: what could end it, or be another scheme, is not let through. */
export const safeUrl = (url: string): string => {
  const clean = oneLine(url).replace(/[<>\s\\]/g, (char) => encodeURIComponent(char));
  return /^https?:\/\//i.test(clean) ? clean : 'about:blank';
};
