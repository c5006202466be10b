import type { PageListItem } from '../../src/protocol/checklistContent.js';
import type { ItemMark } from '../../src/protocol/checklistPage.js';
import { element, type ElementNode } from '../dom/element.js';
import { make } from '../dom/make.js';
import { patchChildren } from '../dom/patch.js';
import { button } from '../parts/button.js';
import { fieldIn, textField } from '../parts/textField.js';
import { buildBlocks, type LiveParts } from './blockSteps.js';
import type { Handlers } from './handlers.js';
import { maxWrittenLength } from './reasonForm.js';

/** What unfolds under the line of an item: the document's own words and commands, what was seen, and notes. */
export class ItemDetails {
  readonly element = make('div', { class: 'details' });
  private readonly live = make('div', { class: 'live' });
  private isWriting = false;

  constructor(
    item: PageListItem,
    private mark: ItemMark,
    parts: LiveParts,
    private readonly handlers: Pick<Handlers, 'note'>,
  ) {
    buildBlocks(item.blocks, this.element, parts);
    this.element.append(this.live);
    this.live.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.target as Element).matches('.text-field')) return;
      event.preventDefault();
      void this.keep();
    });
    this.draw();
  }

  get isShown(): boolean {
    return !this.element.hidden;
  }

  set isShown(value: boolean) {
    this.element.hidden = !value;
  }

  update(mark: ItemMark): void {
    this.mark = mark;
    this.draw();
  }

  private draw(): void {
    const { facts, notes } = this.mark;
    const lines = (key: string, texts: readonly string[]): readonly ElementNode[] =>
      texts.length === 0
        ? []
        : [
            element(
              'ul',
              { class: key, role: 'list' },
              texts.map((text) => element('li', {}, [text])),
              { key },
            ),
          ];
    patchChildren(this.live, [
      ...lines('facts', facts),
      ...lines('notes', notes),
      ...(this.isWriting ? [textField('note', 'Note', maxWrittenLength)] : []),
      element(
        'div',
        { class: 'buttons' },
        this.isWriting
          ? [
              button(
                { id: 'keep-note', title: 'Keep Note', spoken: 'Keep Note', isFirst: true },
                () => void this.keep(),
              ),
              button({ id: 'leave-note', title: 'Leave It', spoken: 'Leave It', isFirst: false }, () => this.leave()),
            ]
          : [
              button({ id: 'write-note', title: 'Add Note', spoken: 'Add Note', isFirst: false }, () =>
                this.writeNote(),
              ),
            ],
        { key: 'buttons' },
      ),
    ]);
  }

  writeNote(): void {
    this.isWriting = true;
    this.draw();
    fieldIn(this.live)?.focus();
  }

  /** It stays in its field until the host has it. */
  private async keep(): Promise<void> {
    const field = fieldIn(this.live);
    if (!field || field.text === '') return field?.focus();
    if ((await this.handlers.note(this.mark.id, field.text)) === '') this.leave();
  }

  /** @returns whether anything was being written */
  leave(): boolean {
    if (!this.isWriting) return false;
    this.isWriting = false;
    this.draw();
    this.live.querySelector<HTMLElement>('[data-button="write-note"]')?.focus();
    return true;
  }
}
