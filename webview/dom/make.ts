import { isSvg, type AttributeName, type Tag } from './element.js';

/**
 * Makes an element that stays as it is, for content of which there may be thousands of pieces: as `element` does, it takes texts and nothing else,
 * with no way to give it HTML, a style or an address.
 */
export function make<T extends Exclude<Tag, 'svg' | 'path' | 'rect' | 'line'>>(
  tag: T,
  attributes: Readonly<Partial<Record<AttributeName, string | undefined>>> = {},
  children: readonly (Node | string)[] = [],
): T extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[T] : HTMLElement {
  if (isSvg(tag)) throw new TypeError('Drawings are made by element.');
  const made = document.createElement(tag);
  for (const name in attributes) {
    const value = attributes[name as AttributeName];
    if (value !== undefined) made.setAttribute(name, value);
  }
  if (children.length > 0) made.append(...children);
  return made as ReturnType<typeof make<T>>;
}
