import type { PageListItem, PageTask } from '../../src/protocol/checklistContent.js';
import type { ItemMark } from '../../src/protocol/checklistPage.js';
import { make } from '../dom/make.js';
import { patchChildren } from '../dom/patch.js';
import { button } from '../parts/button.js';
import { checkbox } from '../parts/checkbox.js';
import type { Handlers } from './handlers.js';
import { inlineParts } from './inlineParts.js';
import { ItemDetails } from './itemDetails.js';
import { ReasonForm } from './reasonForm.js';
import type { LiveParts } from './blockSteps.js';

let rows = 0;

/** An item: a line with its box, and what unfolds under it, which is made when it is first wanted. */
export class ItemRow {
  readonly element: HTMLElement;
  /** Where items of its own go; in the page once there are any. */
  readonly below = make('div', { class: 'below' });
  readonly box: HTMLInputElement;
  private readonly row: HTMLElement;
  private readonly evidence = make('span', { class: 'evidence' });
  /** What the glyph says, for whoever cannot see it. */
  private readonly word = make('span', { class: 'spoken' });
  private readonly second = make('div', { class: 'second' }, [this.word, this.evidence]);
  private readonly time = make('span', { class: 'time' });
  private readonly who = make('span', { class: 'who' });
  private readonly twistie: HTMLElement;
  private buttons: HTMLElement | undefined;
  private details: ItemDetails | undefined;
  private form: ReasonForm | undefined;

  constructor(
    readonly task: PageTask,
    private readonly item: PageListItem,
    number: string,
    private mark: ItemMark | undefined,
    private readonly parts: LiveParts,
    private readonly handlers: Handlers,
  ) {
    rows += 1;
    const id = `item-${rows}`;
    this.box = checkbox(id);
    this.word.id = `${id}-word`;
    this.evidence.id = `${id}-evidence`;
    this.box.setAttribute('aria-describedby', `${id}-word ${id}-evidence`);
    this.twistie = make('button', {
      type: 'button',
      class: 'twistie',
      tabindex: '-1',
      'aria-label': `Details of ${task.text}`,
      'aria-expanded': 'false',
    });
    const title = make(
      'label',
      { for: id, class: 'title' },
      item.line.length > 0 ? inlineParts(item.line) : [task.text],
    );
    if (number !== '') title.prepend(make('span', { class: 'number' }, [number]), ' ');
    if (task.inside !== '') title.append(' ', make('span', { class: 'inside-hint' }, [task.inside]));
    this.row = make('div', { class: 'row' }, [this.twistie, this.box, title, this.second, this.time, this.who]);
    this.element = make('li', { class: task.inside === '' ? 'item' : 'item has-more', 'data-item': task.id }, [
      this.row,
    ]);
    if (item.below.length > 0) this.element.append(this.below);
    this.draw();
  }

  get isUnfolded(): boolean {
    return this.details?.isShown ?? false;
  }

  update(mark: ItemMark): void {
    this.mark = mark;
    this.draw();
  }

  private draw(): void {
    const { mark, box, element } = this;
    if (!mark) return;
    box.checked = mark.isTicked;
    box.setAttribute('aria-readonly', String(!mark.mayTick));
    element.dataset['tone'] = mark.tone;
    // An open box says so itself.
    this.word.textContent = mark.tone === 'open' ? '' : mark.word;
    this.evidence.textContent = mark.evidence;
    this.time.textContent = mark.time;
    this.who.textContent = mark.who;
    this.drawButtons(mark);
    this.details?.update(mark);
    if (mark.against === '' || this.form?.ticks === mark.isTicked) this.form?.end();
  }

  private drawButtons({ id, buttons }: ItemMark): void {
    if (buttons.length === 0 && !this.buttons) return;
    if (!this.buttons) {
      this.buttons = make('span', { class: 'buttons' });
      this.second.append(this.buttons);
    }
    patchChildren(
      this.buttons,
      buttons.map((each) =>
        button(each, () => (each.id === 'add-note' ? this.writeNote() : this.handlers.pressOnItem(id, each.id))),
      ),
    );
  }

  /** Folds or unfolds what is under the line. */
  fold(isUnfolded: boolean): void {
    if (isUnfolded === this.isUnfolded || !this.mark) return;
    if (!this.details) {
      this.details = new ItemDetails(this.item, this.mark, this.parts, this.handlers);
      this.row.after(this.details.element);
    }
    this.details.isShown = isUnfolded;
    this.twistie.setAttribute('aria-expanded', String(isUnfolded));
    this.handlers.remember();
  }

  private writeNote(): void {
    this.fold(true);
    this.details?.writeNote();
  }

  /** Does what its first button does, or else shows what is under the line. */
  enter(): void {
    const first = this.buttons?.querySelector<HTMLElement>('[data-button]');
    if (first) first.click();
    else this.fold(!this.isUnfolded);
  }

  /**
   * The box was clicked, and has changed already.
   *
   * @returns whether it may stay as it is now
   */
  clicked(): boolean {
    const { mark } = this;
    if (!mark) return false;
    const isTicked = this.box.checked;
    if (!mark.mayTick) {
      // The host says why not.
      void this.handlers.tick(this.task.id, isTicked, '');
      return false;
    }
    if (mark.against !== '') {
      this.askWhy(mark);
      return false;
    }
    void this.tick(isTicked, '');
    return true;
  }

  private askWhy({ against, isTicked }: ItemMark): void {
    this.form ??= new ReasonForm(
      (ticks, reason) => void this.tick(ticks, reason),
      () => this.box.focus(),
    );
    this.form.ask(against, !isTicked, this.row);
  }

  /** It shows before the host has said so, and goes back where the host could not. */
  private async tick(isTicked: boolean, reason: string): Promise<void> {
    this.box.checked = isTicked;
    if ((await this.handlers.tick(this.task.id, isTicked, reason)) !== '') this.draw();
  }

  /** Escape: leaves what is being written. @returns whether there was anything */
  leave(): boolean {
    return (this.form?.leave() ?? false) || (this.details?.leave() ?? false);
  }
}
