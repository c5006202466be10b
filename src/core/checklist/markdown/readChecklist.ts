import type MarkdownIt from 'markdown-it';
import type { ChecklistDocument, DocumentProblem } from '../document.js';
import { BlockReader } from './blockReader.js';
import { maxDepth, maxItems, maxTextLength } from './bounds.js';
import type { ParseEnvironment } from './environment.js';
import { createParser } from './parser.js';
import { withoutFrontMatter } from './withoutFrontMatter.js';

let parser: MarkdownIt | undefined;

/**
 * Reads a Markdown file as a checklist. Never fails: of a file that is too large its beginning is taken, what is nested too deep is taken as
 * plain text, and the document's problems tell so. The time it takes grows with the length of the text.
 */
export function readChecklist(text: string): ChecklistDocument {
  const kept = text.slice(0, maxTextLength);
  const lines = withoutFrontMatter(kept.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const environment: ParseEnvironment = { depth: 0, isTooDeep: false };
  const tokens = (parser ??= createParser()).parse(lines, environment);
  const { title, blocks, problems } = new BlockReader(tokens, lines.split('\n').length).read();
  const isCut = kept.length < text.length && !problems.some(({ problem }) => problem === 'too-long');
  const all: readonly DocumentProblem[] = [
    ...problems,
    ...(isCut ? [{ problem: 'too-long' as const, maxItems }] : []),
    ...(environment.isTooDeep ? [{ problem: 'too-deep' as const, maxDepth }] : []),
  ];
  return { title, blocks, problems: all };
}
