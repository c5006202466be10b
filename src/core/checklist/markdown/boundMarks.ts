import type MarkdownIt from 'markdown-it';
import { maxMarks } from './bounds.js';
import { environmentOf } from './environment.js';

/** What can begin a mark, end one, or divide a line: each of them has the parser try all of its rules. */
const mark = /[\n!&*<[\\\]_`~]/g;

/**
 * Takes what stands behind the file's last allowed mark as plain text. A megabyte of brackets would otherwise hold up the whole editor for
 * seconds, each time that a key is pressed in it.
 */
export function boundMarks(parser: MarkdownIt): void {
  const { inline } = parser;
  const inner = inline.parse.bind(inline);
  inline.parse = (text, md, env: unknown, tokens) => {
    const environment = environmentOf(env);
    const end = endOfMarks(text, maxMarks - environment.marks);
    environment.marks += end.marks;
    inner(text.slice(0, end.at), md, env, tokens);
    if (end.at === text.length) return;
    environment.hasTooManyMarks = true;
    const { Token } = new parser.core.State('', md, env);
    const rest = new Token('text', '', 0);
    rest.content = text.slice(end.at).replace(/\s+/g, ' ');
    tokens.push(rest);
  };
}

/** How far a text may be read with so many marks, and how many are in that. */
function endOfMarks(text: string, most: number): { readonly at: number; readonly marks: number } {
  let marks = 0;
  for (const { index } of text.matchAll(mark)) {
    if (marks >= most) return { at: index, marks };
    marks += 1;
  }
  return { at: text.length, marks };
}
