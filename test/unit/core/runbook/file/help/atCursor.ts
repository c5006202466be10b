import type { TextPosition } from '../../../../../../src/core/runbook/file/help/runbookHelp.js';

/** A text with `|` where the cursor is. */
export function atCursor(marked: string): { readonly text: string; readonly position: TextPosition } {
  const at = marked.indexOf('|');
  if (at < 0) throw new Error('no | in the text');
  const before = marked.slice(0, at).split('\n');
  const position = { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
  return { text: marked.slice(0, at) + marked.slice(at + 1), position };
}
