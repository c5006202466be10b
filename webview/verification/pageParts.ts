import type { VerificationPage } from '../../src/protocol/verificationPage.js';
import { element, type ElementNode } from '../dom/element.js';
import { button } from '../parts/button.js';
import { icon } from '../parts/icon.js';
import { groupPart, type CheckHandlers } from './checkPart.js';
import { figuresPart } from './figuresPart.js';
import { watchPart } from './watchPart.js';

export interface PagePartHandlers extends CheckHandlers {
  pressPage(button: string): void;
}

/** The report from top to bottom, the sentence first. */
export function pageParts(page: VerificationPage, handlers: PagePartHandlers): readonly ElementNode[] {
  const { summary, circumstances, progress, buttons, groups, figures, watch } = page;
  return [
    element(
      'header',
      {},
      [
        element('h1', { tabindex: '-1', class: 'summary', 'data-tone': summary.tone }, [
          icon(summary.tone),
          element('span', {}, [summary.text]),
        ]),
        circumstances.length === 0
          ? undefined
          : element(
              'ul',
              { role: 'list', class: 'circumstances' },
              circumstances.map((line) => element('li', {}, [line])),
            ),
        progress === undefined
          ? undefined
          : element(
              'div',
              { class: 'progress' },
              [
                element('progress', {
                  max: String(Math.max(1, progress.total)),
                  value: String(progress.made),
                  'aria-label': 'Checks made',
                }),
                element('span', { class: 'progress-text' }, [progress.text]),
              ],
              { key: 'progress' },
            ),
        buttons.length === 0
          ? undefined
          : element(
              'div',
              { class: 'buttons' },
              buttons.map((each) => button(each, () => handlers.pressPage(each.id))),
              { key: 'buttons' },
            ),
      ],
      { key: 'header' },
    ),
    ...groups.map((group) => groupPart(group, handlers)),
    ...(figures ? [figuresPart(figures)] : []),
    ...(watch ? [watchPart(watch)] : []),
  ];
}
