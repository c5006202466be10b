/** What is being typed in a comment behind a box. */
export type CommentPlace =
  | { readonly at: 'key'; readonly from: number; readonly isClosed: boolean }
  | { readonly at: 'id'; readonly key: 'check' | 'action' | 'when'; readonly from: number; readonly isClosed: boolean };

const box = /^\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+\[[ xX]\]\s/;
const key = /<!--[ \t]*([a-z-]*)$/;
const id = /<!--[ \t]*(check|action|when)[ \t]*:[ \t]*([\w.-]*)$/;

/**
 * @param line of a Markdown file
 * @param column where something is typed, from 0
 * @returns undefined where it is no comment behind a box, or more than a key and an id
 */
export function commentAt(line: string, column: number): CommentPlace | undefined {
  if (!box.test(line)) return undefined;
  const before = line.slice(0, column);
  const isClosed = /^[^<]*-->/.test(line.slice(column));
  const [, name, typed = ''] = id.exec(before) ?? [];
  if (name === 'check' || name === 'action' || name === 'when')
    return { at: 'id', key: name, from: column - typed.length, isClosed };
  const [, word] = key.exec(before) ?? [];
  return word === undefined ? undefined : { at: 'key', from: column - word.length, isClosed };
}
