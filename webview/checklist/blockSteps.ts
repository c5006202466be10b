import type { PageBlock, PageCell, PageListItem } from '../../src/protocol/checklistContent.js';
import { make } from '../dom/make.js';
import { divider } from '../parts/divider.js';
import { inlineParts } from './inlineParts.js';

/** What a page makes of the parts of a document that live. */
export interface LiveParts {
  fence(fence: string, language: string, text: string): Node;
  /** @param number of an ordered list, such as `2.`; empty in another */
  task(
    item: PageListItem,
    task: NonNullable<PageListItem['task']>,
    number: string,
  ): { readonly element: Element; readonly below: Element };
}

/** Builds blocks of a document into an element, a small piece a step. */
export function* blockSteps(blocks: readonly PageBlock[], into: Element, parts: LiveParts): Generator<void> {
  for (const block of blocks) {
    yield* oneBlock(block, into, parts);
    yield;
  }
}

/** All at once. */
export function buildBlocks(blocks: readonly PageBlock[], into: Element, parts: LiveParts): void {
  const steps = blockSteps(blocks, into, parts);
  while (!steps.next().done);
}

function* oneBlock(block: PageBlock, into: Element, parts: LiveParts): Generator<void> {
  switch (block.block) {
    case 'heading':
      return void into.append(make(`h${block.level}`, { 'data-heading': block.id }, inlineParts(block.content)));
    case 'paragraph':
      return void into.append(make('p', {}, inlineParts(block.content)));
    case 'rule':
      return void into.append(divider());
    case 'code':
      return void into.append(parts.fence(block.fence, block.language, block.text));
    case 'quote': {
      const quote = make('blockquote');
      into.append(quote);
      yield* blockSteps(block.blocks, quote, parts);
      return;
    }
    case 'list':
      yield* listSteps(block, into, parts);
      return;
    case 'table':
      yield* tableSteps(block, into);
  }
}

function* listSteps(list: Extract<PageBlock, { block: 'list' }>, into: Element, parts: LiveParts): Generator<void> {
  const hasTasks = list.items.some(({ task }) => task !== undefined);
  const element = make(list.start === undefined ? 'ul' : 'ol', {
    class: hasTasks ? 'items' : undefined,
    role: 'list',
    start: list.start === undefined || list.start === 1 ? undefined : String(list.start),
  });
  into.append(element);
  for (const [index, item] of list.items.entries()) {
    const number = list.start === undefined ? undefined : String(list.start + index);
    if (item.task) {
      const made = parts.task(item, item.task, number === undefined ? '' : `${number}.`);
      element.append(made.element);
      yield* blockSteps(item.below, made.below, parts);
    } else {
      // What is beside it may be boxes, which do not count.
      const entry = make('li', { class: 'entry', value: hasTasks ? number : undefined });
      element.append(entry);
      yield* blockSteps(item.blocks, entry, parts);
    }
    yield;
  }
}

function* tableSteps({ head, rows }: Extract<PageBlock, { block: 'table' }>, into: Element): Generator<void> {
  const row = (tag: 'th' | 'td', cells: readonly PageCell[]): Element =>
    make(
      'tr',
      {},
      cells.map(({ align, content }) =>
        make(tag, { scope: tag === 'th' ? 'col' : undefined, 'data-align': align }, inlineParts(content)),
      ),
    );
  const body = make('tbody');
  const table = make('table', {}, [make('thead', {}, [row('th', head)]), body]);
  into.append(make('div', { class: 'wide', tabindex: '0', role: 'group', 'aria-label': 'Table' }, [table]));
  for (const cells of rows) {
    body.append(row('td', cells));
    yield;
  }
}
