import type { PageBlock, PageSection } from '../../src/protocol/checklistContent.js';
import type { StageMark } from '../../src/protocol/checklistPage.js';
import { element } from '../dom/element.js';
import { make } from '../dom/make.js';
import { patchChildren } from '../dom/patch.js';
import { button } from '../parts/button.js';
import type { Handlers } from './handlers.js';
import { inlineParts } from './inlineParts.js';

const lineHeightPx = 31;

/** About how high it is, for as long as it has not been in sight. */
const linesIn = (blocks: readonly PageBlock[]): number =>
  blocks.reduce(
    (lines, block) =>
      lines +
      (block.block === 'list' ? block.items.reduce((sum, { below }) => sum + 1 + linesIn(below), 0) : 1) +
      (block.block === 'table' ? block.rows.length : 0),
    0,
  );

/** A section of the document; where it is a stage, with how far it is, in a head that stays in sight. */
export class SectionView {
  readonly element: HTMLElement;
  readonly content = make('div', { class: 'section-content' });
  private readonly progress = make('div', { class: 'stage-progress' });
  private readonly unneeded = make('div', { class: 'not-needed-line' });

  constructor(
    readonly section: PageSection,
    index: number,
    private readonly handlers: Handlers,
    showsAll: boolean,
  ) {
    const { heading, id, isStage } = section;
    const titleId = `section-${index}`;
    const title =
      heading && make(`h${heading.level}`, { id: titleId, 'data-heading': heading.id }, inlineParts(heading.content));
    const head = isStage
      ? [make('div', { class: 'stage-head' }, [...(title ? [title] : []), this.progress])]
      : title
        ? [title]
        : [];
    this.element = make(
      'section',
      {
        class: `${isStage ? 'stage' : 'section'}${showsAll ? ' shows-all' : ''}`,
        'data-stage': isStage ? id : undefined,
        'aria-labelledby': title ? titleId : undefined,
      },
      [...head, this.content, ...(isStage ? [this.unneeded] : [])],
    );
    this.content.style.containIntrinsicBlockSize = `auto ${linesIn(section.blocks) * lineHeightPx}px`;
  }

  get showsAll(): boolean {
    return this.element.classList.contains('shows-all');
  }

  update(mark: StageMark): void {
    const { id, count, spokenCount, note, buttons, notNeeded, state } = mark;
    this.element.dataset['state'] = state;
    patchChildren(this.progress, [
      element('span', { class: 'count', 'aria-hidden': 'true' }, [count], { key: 'count' }),
      element('span', { class: 'spoken' }, [spokenCount], { key: 'spoken' }),
      element('span', { class: 'quiet' }, [note], { key: 'note' }),
      ...(buttons.length === 0
        ? []
        : [
            element(
              'div',
              { class: 'buttons' },
              buttons.map((each) => button(each, () => this.handlers.pressOnStage(id, each.id))),
              { key: 'buttons' },
            ),
          ]),
    ]);
    patchChildren(
      this.unneeded,
      notNeeded === ''
        ? []
        : [
            element(
              'button',
              { type: 'button', class: 'unfold', 'aria-expanded': String(this.showsAll) },
              [notNeeded],
              { key: 'unfold', on: { click: () => this.toggle(mark) } },
            ),
          ],
    );
  }

  private toggle(mark: StageMark): void {
    this.element.classList.toggle('shows-all');
    this.update(mark);
    this.handlers.remember();
  }
}
