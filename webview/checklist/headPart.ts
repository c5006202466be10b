import type { PageHead, StageMark } from '../../src/protocol/checklistPage.js';
import { element, type ElementNode } from '../dom/element.js';
import { button } from '../parts/button.js';
import { icon } from '../parts/icon.js';

/** What stands above the stages, always in sight: which run it is, and how far. */
export const headPart = (
  { title, circumstances, notices, buttons }: PageHead,
  stages: readonly StageMark[],
  press: (button: string) => void,
  goToStage: (stage: string) => void,
): readonly ElementNode[] => [
  element(
    'div',
    { class: 'title-line' },
    [
      element('h1', { tabindex: '-1' }, [title]),
      element('p', { class: 'circumstances' }, [circumstances.join(' · ')]),
      element(
        'div',
        { class: 'buttons' },
        buttons.map((each) => button(each, () => press(each.id))),
      ),
    ],
    { key: 'title' },
  ),
  ...notices.map((notice, index) =>
    element('p', { class: 'notice', 'data-tone': 'warning' }, [icon('warning'), element('span', {}, [notice])], {
      key: `notice-${index}`,
    }),
  ),
  ...(stages.length === 0
    ? []
    : [
        element(
          'nav',
          { 'aria-label': 'Stages' },
          [
            element(
              'ul',
              { role: 'list', class: 'stages' },
              stages.map((stage) => stagePart(stage, goToStage)),
            ),
          ],
          { key: 'stages' },
        ),
      ]),
];

const icons = { done: 'pass', closed: 'pass', current: 'waiting', open: 'waiting' } as const;

const stagePart = (
  { id, title, state, done, total, count, spokenCount }: StageMark,
  goToStage: (stage: string) => void,
): ElementNode =>
  element(
    'li',
    {},
    [
      element(
        'button',
        {
          type: 'button',
          class: 'stage-link',
          'data-state': state,
          'aria-current': state === 'current' ? 'step' : undefined,
        },
        [
          icon(icons[state]),
          element('span', { class: 'stage-title' }, [title]),
          ' ',
          element('span', { class: 'count', 'aria-hidden': 'true' }, [count]),
          element('span', { class: 'spoken' }, [spokenCount]),
        ],
        { on: { click: () => goToStage(id) } },
      ),
      element('progress', { max: String(Math.max(1, total)), value: String(done), 'aria-hidden': 'true' }),
    ],
    { key: id },
  );
