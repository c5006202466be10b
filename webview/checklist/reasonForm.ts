import { element } from '../dom/element.js';
import { make } from '../dom/make.js';
import { patchChildren } from '../dom/patch.js';
import { button } from '../parts/button.js';
import { fieldIn, textField } from '../parts/textField.js';

/** As many characters as the host takes. */
export const maxWrittenLength = 500;

/** Asks why a person says otherwise than a machine sees. Without a reason nothing is ticked. */
export class ReasonForm {
  private readonly element = make('div', { class: 'form', role: 'group', 'aria-label': 'Reason' });
  private against = '';

  /** @param left it was left, and the focus wants a place */
  constructor(
    private readonly give: (reason: string) => void,
    private readonly left: () => void,
  ) {
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.target as Element).matches('.text-field')) return;
      event.preventDefault();
      this.submit();
    });
  }

  ask(against: string, after: Element): void {
    this.against = against;
    this.draw('');
    if (!this.element.isConnected) after.after(this.element);
    fieldIn(this.element)?.focus();
  }

  private draw(hint: string): void {
    patchChildren(this.element, [
      element('p', {}, [this.against], { key: 'against' }),
      textField('reason', 'Why is it done all the same?', maxWrittenLength),
      hint === '' ? element('p', { class: 'hint' }, []) : element('p', { class: 'hint', role: 'alert' }, [hint]),
      element(
        'div',
        { class: 'buttons' },
        [
          button({ id: 'give', title: 'Tick with This Reason', spoken: 'Tick with This Reason', isFirst: true }, () =>
            this.submit(),
          ),
          button({ id: 'leave', title: 'Leave It Open', spoken: 'Leave It Open', isFirst: false }, () => this.leave()),
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
    this.give(field.text);
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
