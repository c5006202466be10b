import type { Token } from 'markdown-it';
import type { Inline } from '../document.js';
import { maxInlineDepth } from './bounds.js';
import { commentToken } from './comments.js';
import { withAddresses } from './withAddresses.js';

/** What one paragraph, heading or cell holds. */
export interface Line {
  readonly content: readonly Inline[];
  /** What its comments say. */
  readonly comments: readonly string[];
}

const marks: Readonly<Record<string, 'strong' | 'emphasis' | 'strike'>> = {
  strong_open: 'strong',
  em_open: 'emphasis',
  s_open: 'strike',
};

/** A mark while what is in it is read. */
interface Open {
  readonly content: Inline[];
  readonly close: (content: readonly Inline[]) => Inline;
}

export function readInline(tokens: readonly Token[]): Line {
  const content: Inline[] = [];
  const comments: string[] = [];
  const open: Open[] = [];
  // Marks beyond the bound: their words stay.
  let beyond = 0;
  let links = 0;
  const put = (inline: Inline): void => append(open.at(-1)?.content ?? content, inline);
  const begin = (close: Open['close']): void => {
    if (open.length < maxInlineDepth) open.push({ content: [], close });
    else beyond += 1;
  };
  const end = (): void => {
    if (beyond > 0) return void (beyond -= 1);
    const done = open.pop();
    if (done) put(done.close(done.content));
  };
  for (const token of tokens) {
    const mark = marks[token.type];
    if (mark) begin((inside) => ({ inline: mark, content: inside }));
    else if (token.type === 'link_open') {
      const href = token.attrGet('href') ?? '';
      links += 1;
      begin((inside) => ({ inline: 'link', href, content: inside }));
    } else if (token.nesting < 0) {
      if (token.type === 'link_close') links -= 1;
      end();
    } else if (token.type === commentToken) comments.push(token.content);
    else for (const leaf of leavesOf(token, links > 0)) put(leaf);
  }
  while (open.length > 0) end();
  return { content: withoutSpaceAtEnd(content), comments };
}

/** Words beside words become one. */
function append(content: Inline[], inline: Inline): void {
  const last = content.at(-1);
  if (inline.inline === 'text' && last?.inline === 'text')
    content[content.length - 1] = { inline: 'text', text: last.text + inline.text };
  else content.push(inline);
}

function leavesOf(token: Token, isInLink: boolean): readonly Inline[] {
  switch (token.type) {
    case 'code_inline':
      return [{ inline: 'code', text: token.content }];
    case 'image':
      return [{ inline: 'image', source: token.attrGet('src') ?? '', alt: altOf(token) }];
    case 'hardbreak':
      return [{ inline: 'break' }];
    case 'softbreak':
      return [{ inline: 'text', text: ' ' }];
    default:
      if (token.content === '') return [];
      return isInLink ? [{ inline: 'text', text: token.content }] : withAddresses(token.content);
  }
}

/** Its words, without the marks on them. */
const altOf = (image: Token): string =>
  (image.children ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content)).join('');

/** A comment at the end leaves the space before it. */
function withoutSpaceAtEnd(content: readonly Inline[]): readonly Inline[] {
  const last = content.at(-1);
  if (last?.inline !== 'text') return content;
  const text = last.text.trimEnd();
  return [...content.slice(0, -1), ...(text === '' ? [] : [{ inline: 'text' as const, text }])];
}
