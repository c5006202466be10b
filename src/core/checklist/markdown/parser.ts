import MarkdownIt from 'markdown-it';
import { boundMarks } from './boundMarks.js';
import { readComments } from './comments.js';
import { flattenDeep } from './flattenDeep.js';
import { readTasks } from './tasks.js';

/** The parser that VS Code itself uses, with what GitHub adds, and with no HTML but comments. */
export function createParser(): MarkdownIt {
  const parser = new MarkdownIt({ html: false });
  // Addresses stay as they stand there: what may be followed is decided where somebody follows it.
  parser.validateLink = () => true;
  parser.normalizeLink = (url) => url;
  parser.normalizeLinkText = (url) => url;
  flattenDeep(parser);
  boundMarks(parser);
  readComments(parser);
  readTasks(parser);
  return parser;
}
