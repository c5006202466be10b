import type { Token } from 'markdown-it';
import type { Block, Cell } from '../document.js';
import { readInline } from './readInline.js';

type Align = Cell['align'];
const aligns: Readonly<Record<string, Align>> = {
  'text-align:left': 'left',
  'text-align:center': 'center',
  'text-align:right': 'right',
};

/**
 * @param first of the table's tokens
 * @param maxRows how many of its rows are taken
 * @returns the table, and where its last token is
 */
export function readTable(
  tokens: readonly Token[],
  first: number,
  maxRows: number,
): { readonly table: Extract<Block, { block: 'table' }>; readonly last: number; readonly isCut: boolean } {
  let head: readonly Cell[] = [];
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let align: Align;
  let last = first;
  let isCut = false;
  for (; last < tokens.length && tokens[last]?.type !== 'table_close'; last++) {
    const token = tokens[last];
    if (token?.type === 'tr_open') row = [];
    else if (token?.type === 'th_open' || token?.type === 'td_open') align = aligns[token.attrGet('style') ?? ''];
    else if (token?.type === 'inline') row.push({ align, content: readInline(token.children ?? []).content });
    else if (token?.type === 'thead_close') head = row;
    else if (token?.type === 'tr_close' && row !== head && tokens[last + 1]?.type !== 'thead_close') {
      if (rows.length < maxRows) rows.push(row);
      else isCut = true;
    }
  }
  return { table: { block: 'table', head, rows }, last, isCut };
}
