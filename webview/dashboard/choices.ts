import type { Choice } from '../../src/protocol/dashboardPage.js';
import { element, type ElementNode } from '../dom/element.js';

/** One of a few, all in sight: the editor's own keys and readers know it as radio buttons. */
export const segments = (
  name: string,
  legend: string,
  choices: readonly Choice[],
  chosen: string,
  choose: (id: string) => void,
): ElementNode =>
  element(
    'fieldset',
    { class: 'segments' },
    [
      element('legend', { class: 'spoken' }, [legend]),
      ...choices.map(({ id, title }) =>
        element(
          'label',
          { class: 'segment' },
          [
            element('input', { type: 'radio', name, value: id, checked: id === chosen ? '' : undefined }, [], {
              on: { change: choose },
            }),
            element('span', {}, [title]),
          ],
          { key: id },
        ),
      ),
    ],
    { key: name },
  );

/** One of many. */
export const picker = (
  name: string,
  label: string,
  choices: readonly Choice[],
  chosen: string,
  choose: (id: string) => void,
): ElementNode =>
  element(
    'select',
    { class: 'picker', name, 'aria-label': label },
    choices.map(({ id, title }) =>
      element('option', { value: id, selected: id === chosen ? '' : undefined }, [title], { key: id }),
    ),
    { key: name, on: { change: choose } },
  );

/** What a person chose is a property of the element, which no attribute changes any more. */
export function settle(root: HTMLElement, chosen: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(chosen)) {
    for (const field of root.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)) {
      if (field instanceof HTMLSelectElement) field.value = value;
      else field.checked = field.value === value;
    }
  }
}
