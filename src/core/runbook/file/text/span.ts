import type { Position } from '../problem.js';

/** Part of a text, by offsets; `to` is the first that no longer belongs to it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Lines as the editor counts them. */
export function linesOf(text: string): { readonly position: (offset: number) => Position } {
  const starts = [0];
  for (let offset = 0; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10)) starts.push(offset + 1);
  }
  return {
    position: (offset) => {
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low, column: offset - (starts[low] ?? 0) };
    },
  };
}

/** A span without the space at its end, a character at least, and no longer than its first line: a whole section in red helps nobody. */
export function firstLine(text: string, { from, to }: Span): Span {
  const [line = ''] = text.slice(from, to).split(/[\r\n]/, 1);
  return { from, to: from + Math.max(line.trimEnd().length, 1) };
}
