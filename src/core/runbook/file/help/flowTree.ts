/** One entry of braces or brackets: `key: value`, or a value alone. */
export interface FlowEntry {
  from: number;
  /** Where the colon stands that ends its key. */
  colon: number | undefined;
  to: number;
  child: FlowNode | undefined;
}

/** Braces or brackets on one line, closed or not yet. */
export interface FlowNode {
  readonly kind: 'mapping' | 'list';
  readonly from: number;
  /** The place of what closes it, or the line's end. */
  to: number;
  readonly entries: FlowEntry[];
}

/** Reads braces or brackets that open at a column, as far as the line goes: they may be half typed. */
export function flowTree(text: string, from: number): FlowNode {
  const root = opened(text, from);
  const open = [root];
  let index = from + 1;
  for (let node = open.at(-1); node && index < text.length; node = open.at(-1), index++) {
    const char = text[index] ?? '';
    const entry = node.entries.at(-1);
    if (!entry) break;
    const isStart = text.slice(entry.colon === undefined ? entry.from : entry.colon + 1, index).trim() === '';
    if (isStart && (char === '"' || char === "'")) {
      const close = text.indexOf(char, index + 1);
      index = close < 0 ? text.length : close;
    } else if (isStart && (char === '{' || char === '[')) {
      entry.child = opened(text, index);
      open.push(entry.child);
    } else if (char === '}' || char === ']') {
      entry.to = node.to = index;
      open.pop();
    } else if (char === ',') {
      entry.to = index;
      node.entries.push({ from: index + 1, colon: undefined, to: text.length, child: undefined });
    } else if (char === ':' && entry.colon === undefined && /^([\s,}\]]|$)/.test(text.slice(index + 1))) {
      entry.colon = index;
    }
  }
  return root;
}

function opened(text: string, from: number): FlowNode {
  const first = { from: from + 1, colon: undefined, to: text.length, child: undefined };
  return { kind: text[from] === '{' ? 'mapping' : 'list', from, to: text.length, entries: [first] };
}
