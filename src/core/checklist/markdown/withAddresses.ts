import type { Inline } from '../document.js';

const address = /https?:\/\/[^\s<>"'`|\\]+/gi;
const maxAddressLength = 2_000;

/** Makes links of the addresses of the web that stand in a text, as GitHub does. */
export function withAddresses(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const href = withoutEnd(found);
    if (href.length > maxAddressLength || !/[a-z\d]/i.test(href[href.indexOf('//') + 2] ?? '')) continue;
    // Letters right before it make it a part of another word.
    if (/[\p{L}\p{N}]/u.test(text[index - 1] ?? '')) continue;
    if (index > from) parts.push({ inline: 'text', text: text.slice(from, index) });
    parts.push({ inline: 'link', href, content: [{ inline: 'text', text: href }] });
    from = index + href.length;
  }
  if (from < text.length) parts.push({ inline: 'text', text: text.slice(from) });
  return parts;
}

/** Marks at its end belong to the sentence; a closing bracket does, too, where the address has not opened it. */
function withoutEnd(found: string): string {
  let open = 0;
  for (const character of found) open += character === '(' ? 1 : character === ')' ? -1 : 0;
  let end = found.length;
  for (; end > 0; end--) {
    const last = found.charAt(end - 1);
    if (last === ')' && open < 0) open += 1;
    else if (!'?!.,:;*_~]}'.includes(last)) break;
  }
  return found.slice(0, end);
}
