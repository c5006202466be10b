import type { Tone } from '../../src/protocol/verificationPage.js';
import { element, type ElementNode } from '../dom/element.js';

/** Lines on a square of 16; the word beside it says the same. */
const marks = {
  pass: 'M3.5 8.5 L6.5 11.5 L12.5 4.5',
  fail: 'M4.5 4.5 L11.5 11.5 M11.5 4.5 L4.5 11.5',
  warning: 'M8 2.5 L14 13.5 L2 13.5 Z M8 6.5 L8 9.5 M8 11 L8 12',
  unknown: 'M5.6 6 A2.4 2.4 0 1 1 8.6 8.4 Q8 8.7 8 9.8 M8 11.8 L8 12.4',
  running: 'M8 2.5 A5.5 5.5 0 1 1 2.5 8',
  waiting: 'M8 5.5 A2.5 2.5 0 1 0 8 10.5 A2.5 2.5 0 1 0 8 5.5',
} as const satisfies Record<Tone, string>;

/** Drawn in the colour of the text around it. */
export const icon = (tone: Tone): ElementNode =>
  element(
    'svg',
    {
      class: `icon icon-${tone}`,
      'data-tone': tone,
      viewBox: '0 0 16 16',
      width: '16',
      height: '16',
      'aria-hidden': 'true',
      focusable: 'false',
    },
    [element('path', { d: marks[tone] })],
  );
