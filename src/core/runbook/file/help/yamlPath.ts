/** A step into a YAML document: a key, or an item of a list. */
export type PathStep = string | typeof listItem;
export const listItem = Symbol('item of a list');

const keyLine = /^(\s*)((?:- +)*)(?:"([^"]*)"|'([^']*)'|((?!- )[^\s#:'"{[](?:[^#:]*[^\s#:])?))\s*:(?:\s|$)/;
const itemLine = /^(\s*)((?:- *)+)(.*)$/;
const blank = /^\s*(#.*)?$/;

/** A line as it opens a level: its key, and the column at which what belongs to it has to stand deeper. */
interface Opening {
  readonly steps: readonly { readonly column: number; readonly step: PathStep }[];
}

/**
 * The path of keys that a position is under, by indentation alone, so that it can be told of a document that is being typed and is
 * not whole. The line's own key is not part of it.
 *
 * @param column where the line's own text starts, or would start
 */
export function pathAt(lines: readonly string[], line: number, column: number): readonly PathStep[] {
  const path: PathStep[] = [];
  let limit = column;
  // Dashes on the line itself put it into a list.
  for (const { column: at, step } of dashesOf(lines[line] ?? '').reverse()) {
    if (at >= limit) continue;
    path.unshift(step);
    limit = at;
  }
  // At the left edge only a list has something above it.
  for (let index = line - 1; index >= 0 && (limit > 0 || path[0] === listItem); index--) {
    const text = lines[index] ?? '';
    if (blank.test(text)) continue;
    for (const { column: at, step } of [...openingOf(text).steps].reverse()) {
      // A list may stand at the column of the key that it belongs to.
      const belongs = at < limit || (at === limit && path[0] === listItem && step !== listItem);
      if (!belongs) continue;
      path.unshift(step);
      limit = at;
    }
  }
  return path;
}

/** A key, the column at which it starts, and that of its colon. */
export interface KeyPlace {
  readonly key: string;
  readonly column: number;
  readonly end: number;
}

/** The key that a line has; undefined where it has none. */
export function keyOf(text: string): KeyPlace | undefined {
  const match = keyLine.exec(text);
  if (!match) return undefined;
  const key = match[3] ?? match[4] ?? match[5] ?? '';
  const column = (match[1] ?? '').length + (match[2] ?? '').length;
  return { key, column, end: text.indexOf(':', column + key.length) };
}

function openingOf(text: string): Opening {
  const key = keyOf(text);
  return { steps: [...dashesOf(text), ...(key ? [{ column: key.column, step: key.key }] : [])] };
}

function dashesOf(text: string): { column: number; step: PathStep }[] {
  const match = itemLine.exec(text);
  if (!match) return [];
  const start = (match[1] ?? '').length;
  return [...(match[2] ?? '').matchAll(/-/g)].map(({ index }) => ({ column: start + index, step: listItem }));
}
