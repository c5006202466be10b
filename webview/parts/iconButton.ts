import { element, type ElementNode } from '../dom/element.js';

export interface IconButton {
  readonly key: string;
  /** What it does, in a word or two, for whoever points at it. */
  readonly title: string;
  /** The same with what it does it to, for whoever cannot see where it stands. */
  readonly spoken: string;
  /** Lines on a square of 16. */
  readonly drawing: string;
  /** Still there, so that the focus stays, and does nothing. */
  readonly isBusy: boolean;
}

/** A small button at the end of a row, as the editor's own lists have them. */
export const iconButton = ({ key, title, spoken, drawing, isBusy }: IconButton, press: () => void): ElementNode =>
  element(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'data-button': key,
      title,
      'aria-label': spoken,
      'aria-disabled': isBusy ? 'true' : undefined,
    },
    [
      element(
        'svg',
        { class: 'icon', viewBox: '0 0 16 16', width: '16', height: '16', 'aria-hidden': 'true', focusable: 'false' },
        [element('path', { d: drawing })],
      ),
    ],
    { key, on: { click: () => (isBusy ? undefined : press()) } },
  );
