import type { WatchPart } from '../../src/protocol/verificationPage.js';
import { element, type ElementNode } from '../dom/element.js';
import { icon } from '../parts/icon.js';

/** What was seen in the time after an operation. */
export const watchPart = ({ title, sentence, looks }: WatchPart): ElementNode =>
  element(
    'section',
    { class: 'group watch', 'aria-labelledby': 'watch' },
    [
      element('div', { class: 'group-head' }, [element('h2', { id: 'watch' }, [title])]),
      element('p', { class: 'sentence', 'data-tone': sentence.tone }, [icon(sentence.tone), sentence.text]),
      looks.length === 0
        ? undefined
        : element(
            'ul',
            { role: 'list', class: 'looks' },
            looks.map(({ time, tone, text }) =>
              element('li', { 'data-tone': tone }, [
                element('span', { class: 'time' }, [time]),
                ' ',
                icon(tone),
                element('span', {}, [text]),
              ]),
            ),
          ),
    ],
    { key: 'watch' },
  );
