import { element } from '../dom/element.js';
import { make } from '../dom/make.js';
import { patchChildren } from '../dom/patch.js';
import { button } from '../parts/button.js';
import { fieldIn, textField } from '../parts/textField.js';

/** As many characters as the host takes. */
export const maxWrittenLength = 500;

const words = {
  tick: { why: 'Why is it done all the same?', give: 'Tick with This Reason', leave: 'Leave It Open' },
  untick: { why: 'Why is it not so?', give: 'Untick with This Reason', leave: 'Leave It Ticked' },
} as const;

/** Asks why a person says otherwise than a machine sees. Without a reason nothing is ticked, or unticked. */
export class ReasonForm {
  private readonly element = make('div', { class: 'form', role: 'group', 'aria-label': 'Reason' });
  private against = '';
  private isToTick = true;

  /** @param left it was left, and the focus wants a place */
  constructor(
    private readonly give: (ticks: boolean, reason: string) => void,
    private readonly left: () => void,
  ) {
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.target as Element).matches('.text-field')) return;
      event.preventDefault();
      this.submit();
    });
  }

  /** What is asked would tick it, or else untick it. */
  get ticks(): boolean {
    return this.isToTick;
  }

  ask(against: string, ticks: boolean, after: Element): void {
    this.against = against;
    this.isToTick = ticks;
    this.draw('');
    if (!this.element.isConnected) after.after(this.element);
    fieldIn(this.element)?.focus();
  }

  private draw(hint: string): void {
    const { why, give, leave } = words[this.isToTick ? 'tick' : 'untick'];
    patchChildren(this.element, [
      element('p', {}, [this.against], { key: 'against' }),
      textField('reason', why, maxWrittenLength),
      hint === '' ? element('p', { class: 'hint' }, []) : element('p', { class: 'hint', role: 'alert' }, [hint]),
      element(
        'div',
        { class: 'buttons' },
        [
          button({ id: 'give', title: give, spoken: give, isFirst: true }, () => this.submit()),
          button({ id: 'leave', title: leave, spoken: leave, isFirst: false }, () => this.leave()),
        ],
        { key: 'buttons' },
      ),
    ]);
  }

  private submit(): void {
    const field = fieldIn(this.element);
    if (!field || field.text === '') {
      this.draw('A few words are needed: they stand in the report.');
      return field?.focus();
    }
    this.give(this.isToTick, field.text);
    this.leave();
  }

  /** @returns whether anything was asked */
  leave(): boolean {
    const wasAsked = this.end();
    if (wasAsked) this.left();
    return wasAsked;
  }

  /** There is nothing to ask any more; the focus stays where it is, unless it was in here. */
  end(): boolean {
    if (!this.element.isConnected) return false;
    const hadFocus = this.element.contains(document.activeElement);
    fieldIn(this.element)?.clear();
    this.element.remove();
    if (hadFocus) this.left();
    return true;
  }
}
