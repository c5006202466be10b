import type MarkdownIt from 'markdown-it';
import { maxDepth } from './bounds.js';
import { environmentOf } from './environment.js';

/** A token with text that stands for itself. */
export const flatToken = 'flat_text';

/** The parser's own bound, which counts otherwise: out of the way of blocks, and close around marks, whose reading takes longer for it. */
const [parserNesting, marksNesting] = [4 * maxDepth, 20];

/**
 * Takes what is nested too deep as plain text. The parser's own bound leaves out what is behind it without a word.
 *
 * Lists and quotes have their inside read by this one function, so that it is also what keeps the recursion small.
 */
export function flattenDeep(parser: MarkdownIt): void {
  const { block } = parser;
  const inner = block.tokenize.bind(block);
  block.tokenize = (state, startLine, endLine) => {
    const environment = environmentOf(state.env);
    // The file itself is at 0.
    if (environment.depth > maxDepth) {
      environment.isTooDeep = true;
      const token = state.push(flatToken, '', 0);
      token.content = state.getLines(startLine, endLine, state.blkIndent, false).trim();
      token.map = [startLine, endLine];
      state.line = endLine;
      return;
    }
    environment.depth += 1;
    state.md.set({ maxNesting: parserNesting } as object);
    try {
      inner(state, startLine, endLine);
    } finally {
      environment.depth -= 1;
      if (environment.depth === 0) state.md.set({ maxNesting: marksNesting } as object);
    }
  };
}
