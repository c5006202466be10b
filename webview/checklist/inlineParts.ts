import type { PageInline } from '../../src/protocol/checklistContent.js';
import { make } from '../dom/make.js';

const tags = { strong: 'strong', emphasis: 'em', strike: 's' } as const;

/** The pieces of a line of the document. A link has a number and no address: the host knows where it leads. */
export const inlineParts = (content: readonly PageInline[]): readonly (Node | string)[] => content.map(inlinePart);

function inlinePart(inline: PageInline): Node | string {
  switch (inline.inline) {
    case 'text':
      return inline.text;
    case 'code':
      return make('code', {}, [inline.text]);
    case 'break':
      return make('br');
    case 'link':
      return inline.link === undefined
        ? make('span', { class: 'dead-link', title: inline.target }, inlineParts(inline.content))
        : make(
            'a',
            { class: 'link', role: 'link', tabindex: '0', title: inline.target, 'data-link': String(inline.link) },
            inlineParts(inline.content),
          );
    case 'image':
      return inline.source === undefined
        ? make('span', { class: 'no-image' }, [inline.alt === '' ? 'image' : inline.alt])
        : imagePart(inline.source, inline.alt);
    case 'strong':
    case 'emphasis':
    case 'strike':
      return make(tags[inline.inline], {}, inlineParts(inline.content));
  }
}

/** The host has made its address of a file of the workspace; the page's policy lets it load nothing else. */
function imagePart(source: string, alt: string): Node {
  const image = make('img', { alt });
  image.loading = 'lazy';
  image.src = source;
  return image;
}
