import type MarkdownIt from 'markdown-it';
import type { ChecklistDocument, DocumentProblem } from '../document.js';
import { BlockReader } from './blockReader.js';
import { maxDepth, maxItems, maxLines, maxMarks, maxTextLength } from './bounds.js';
import type { ParseEnvironment } from './environment.js';
import { createParser } from './parser.js';
import { withoutFrontMatter } from './withoutFrontMatter.js';

let parser: MarkdownIt | undefined;

/**
 * Reads a Markdown file as a checklist. Never fails: of a file that is too large its beginning is taken, what is nested too deep or has too many
 * marks is taken as plain text, and the document's problems tell so. The time it takes grows with the length of the text.
 */
export function readChecklist(text: string): ChecklistDocument {
  const kept = text.slice(0, maxTextLength);
  const all = withoutFrontMatter(kept.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')).split('\n');
  const lines = all.slice(0, maxLines);
  const environment: ParseEnvironment = { depth: 0, isTooDeep: false, marks: 0, hasTooManyMarks: false };
  const tokens = (parser ??= createParser()).parse(lines.join('\n'), environment);
  const { title, blocks, problems } = new BlockReader(tokens, lines.length).read();
  const isShort = kept.length === text.length && lines.length === all.length;
  const isCut = !isShort && !problems.some(({ problem }) => problem === 'too-long');
  const told: readonly DocumentProblem[] = [
    ...problems,
    ...(isCut ? [{ problem: 'too-long' as const, maxItems }] : []),
    ...(environment.isTooDeep ? [{ problem: 'too-deep' as const, maxDepth }] : []),
    ...(environment.hasTooManyMarks ? [{ problem: 'too-many-marks' as const, maxMarks }] : []),
  ];
  return { title, blocks, problems: told };
}
