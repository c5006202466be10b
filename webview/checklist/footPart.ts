import type { PageFoot } from '../../src/protocol/checklistPage.js';
import { element, type ElementNode } from '../dom/element.js';
import { button } from '../parts/button.js';
import { icon } from '../parts/icon.js';

/** What comes next, always in sight. */
export const footPart = (
  { text, isDone, item, button: offered }: PageFoot,
  goTo: (item: string) => void,
  press: (button: string, item: string) => void,
): readonly ElementNode[] => [
  item === ''
    ? element(
        'p',
        { class: 'next', 'data-state': isDone ? 'done' : undefined },
        [...(isDone ? [icon('pass')] : []), element('span', {}, [text])],
        { key: 'said' },
      )
    : element('button', { type: 'button', class: 'next' }, [text], { key: 'next', on: { click: () => goTo(item) } }),
  ...(offered ? [button(offered, () => press(offered.id, item))] : []),
];
