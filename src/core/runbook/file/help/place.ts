import { flowTree, type FlowEntry, type FlowNode } from './flowTree.js';
import { keyOf, listItem, pathAt, type KeyPlace, type PathStep } from './yamlPath.js';

/** Where in a document a position is. */
export interface Place {
  /** The way to the mapping that the position is in. */
  readonly path: readonly PathStep[];
  /** The entry of that mapping which the position belongs to; undefined where none is written yet. */
  readonly key: KeyPlace | undefined;
  readonly inValue: boolean;
  /** The other keys of that mapping, with what stands behind each on its line. */
  readonly siblings: ReadonlyMap<string, string>;
}

/** The place of a position, in a block or in braces; undefined where no key can stand, as in a comment. */
export function placeAt(lines: readonly string[], line: number, column: number): Place | undefined {
  const own = lines[line] ?? '';
  if (/^\s*#/.test(own)) return undefined;
  const key = keyOf(own);
  const brace = flowStart(own, key);
  if (brace !== undefined && column > brace) {
    const path = key ? [...pathAt(lines, line, key.column), key.key] : pathAt(lines, line, brace);
    return flowPlace(own, column, flowTree(own, brace), path);
  }
  const start = key?.column ?? /^[\s-]*/.exec(own.slice(0, column))?.[0].length ?? 0;
  return {
    path: pathAt(lines, line, start),
    key,
    inValue: key !== undefined && column > key.end,
    siblings: blockSiblings(lines, line, start),
  };
}

/** Where braces or brackets open that are the line's value; undefined where it has another. */
function flowStart(text: string, key: KeyPlace | undefined): number | undefined {
  const before = key ? text.slice(0, key.end + 1) : (/^\s*(?:- +)*/.exec(text)?.[0] ?? '');
  const at = before.length + (/^\s*/.exec(text.slice(before.length))?.[0].length ?? 0);
  return text[at] === '{' || text[at] === '[' ? at : undefined;
}

function flowPlace(text: string, column: number, node: FlowNode, path: readonly PathStep[]): Place | undefined {
  const entry = node.entries.find(({ from, to }) => from <= column && column <= to);
  if (!entry) return undefined;
  const key = node.kind === 'mapping' ? flowKey(text, entry) : undefined;
  const { child } = entry;
  if (child && child.from < column && column <= child.to) {
    const step = key?.key ?? (node.kind === 'list' ? listItem : undefined);
    return step === undefined ? undefined : flowPlace(text, column, child, [...path, step]);
  }
  if (node.kind === 'list') return undefined;
  const others = node.entries.filter((other) => other !== entry);
  const siblings = others.map((other) => [flowKey(text, other)?.key ?? '', flowValue(text, other)] as const);
  const inValue = entry.colon !== undefined && column > entry.colon;
  return { path, key, inValue, siblings: new Map(siblings.filter(([name]) => name !== '')) };
}

function flowKey(text: string, { from, colon, to }: FlowEntry): KeyPlace | undefined {
  const written = text.slice(from, colon ?? to);
  const key = unquoted(written);
  return key === '' ? undefined : { key, column: from + written.length - written.trimStart().length, end: colon ?? to };
}

const flowValue = (text: string, { colon, to }: FlowEntry): string =>
  colon === undefined ? '' : unquoted(text.slice(colon + 1, to));

/** The keys of the same mapping on the lines above and below. */
function blockSiblings(lines: readonly string[], line: number, column: number): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const collect = (step: 1 | -1): void => {
    for (let index = line + step; index >= 0 && index < lines.length; index += step) {
      const text = lines[index] ?? '';
      if (/^\s*(#.*)?$/.test(text)) continue;
      const indent = /^[\s-]*/.exec(text)?.[0].length ?? 0;
      if (indent < column) return;
      // A dash begins an item: it is the last line of it upwards, and of the next one downwards.
      const begins = indent === column && beginsItem(text);
      if (begins && step > 0) return;
      const key = keyOf(text);
      if (key?.column === column) found.set(key.key, unquoted(text.slice(key.end + 1).replace(/\s#.*$/, '')));
      if (begins) return;
    }
  };
  if (!beginsItem(lines[line] ?? '')) collect(-1);
  collect(1);
  return found;
}

const beginsItem = (text: string): boolean => /^\s*-(\s|$)/.test(text);

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');
