import type { MarkdownIt, StateBlock } from 'markdown-it';

/** A token with what stands between `<!--` and `-->`. */
export const commentToken = 'comment';

const [opening, closing] = ['<!--', '-->'];

/** Takes comments of HTML for what they are, and no other HTML: that stays text. */
export function readComments(parser: MarkdownIt): void {
  parser.inline.ruler.before('html_inline', 'comment', (state, silent) => {
    const { src, pos } = state;
    if (!src.startsWith(opening, pos)) return false;
    // In the whole text there is none: looked for once, since a file may open thousands that nobody closes.
    const last = lastClosing(state, src);
    if (last < pos + opening.length) return false;
    const end = src.indexOf(closing, pos + opening.length);
    if (!silent) state.push(commentToken, '', 0).content = src.slice(pos + opening.length, end);
    state.pos = end + closing.length;
    return true;
  });
  // One that has its lines for itself, which may be blank ones, too.
  parser.block.ruler.before(
    'paragraph',
    'comment',
    (state, startLine, endLine, silent) => {
      const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
      if (isIndentedCode(state, startLine) || !state.src.startsWith(opening, start)) return false;
      const limit = state.eMarks[endLine - 1] ?? 0;
      const end = closingFrom(state, start + opening.length);
      if (end < 0 || end + closing.length > limit) return false;
      let line = startLine;
      while ((state.eMarks[line] ?? limit) < end) line += 1;
      // Words behind it are to be seen: the line is read as any other.
      if (state.src.slice(end + closing.length, state.eMarks[line]).trim() !== '') return false;
      if (silent) return true;
      const token = state.push(commentToken, '', 0);
      token.content = state.src.slice(start + opening.length, end);
      token.map = [startLine, line + 1];
      state.line = line + 1;
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list', 'table'] },
  );
}

const lastClosings = new WeakMap<object, number>();

function lastClosing(state: object, text: string): number {
  const known = lastClosings.get(state);
  if (known !== undefined) return known;
  const last = text.lastIndexOf(closing);
  lastClosings.set(state, last);
  return last;
}

/** Where the comment that begins before `from` ends; -1 for nowhere. */
function closingFrom(state: { readonly src: string }, from: number): number {
  return lastClosing(state, state.src) < from ? -1 : state.src.indexOf(closing, from);
}

const isIndentedCode = (state: StateBlock, line: number): boolean => (state.sCount[line] ?? 0) - state.blkIndent >= 4;
