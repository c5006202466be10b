import type { DashboardPage, DecisionPart } from '../../src/protocol/dashboardPage.js';
import { element, type ElementNode } from '../dom/element.js';
import { button } from '../parts/button.js';
import { icon } from '../parts/icon.js';
import { picker, segments } from './choices.js';

export interface HeadHandlers {
  press(button: string): void;
  chooseService(id: string): void;
  chooseRange(id: string): void;
  toggleTable(): void;
}

/** What it is of, what is chosen to be looked at, and the decision with its reasons and what can be done. */
export function headPart(page: DashboardPage, isTable: boolean, handlers: HeadHandlers): ElementNode {
  const { heading, circumstances, decision, notice } = page;
  return element(
    'header',
    {},
    [
      element('div', { class: 'title' }, [
        element('h1', { tabindex: '-1' }, [heading]),
        element(
          'ul',
          { role: 'list', class: 'circumstances' },
          circumstances.map((line) => element('li', {}, [line])),
        ),
        toolbar(page, isTable, handlers),
      ]),
      notice === undefined
        ? undefined
        : element(
            'p',
            { class: 'notice', 'data-tone': notice.tone },
            [icon(notice.tone), element('span', {}, [notice.text])],
            {
              key: 'notice',
            },
          ),
      decision && decisionPart(decision, handlers),
    ],
    { key: 'header' },
  );
}

const toolbar = (page: DashboardPage, isTable: boolean, handlers: HeadHandlers): ElementNode | undefined =>
  page.services.length === 0
    ? undefined
    : element(
        'div',
        { class: 'toolbar' },
        [
          picker('service', 'Service', page.services, page.service, (id) => handlers.chooseService(id)),
          segments('range', 'Time shown', page.ranges, page.range, (id) => handlers.chooseRange(id)),
          element(
            'button',
            { type: 'button', class: 'toggle', 'data-button': 'table', 'aria-pressed': String(isTable) },
            ['Table'],
            { key: 'table', on: { click: () => handlers.toggleTable() } },
          ),
        ],
        { key: 'toolbar' },
      );

const decisionPart = ({ summary, reasons, buttons }: DecisionPart, handlers: HeadHandlers): ElementNode =>
  element(
    'section',
    { class: 'decision', 'data-tone': summary.tone, 'aria-label': 'Decision' },
    [
      element('p', { class: 'sentence' }, [icon(summary.tone), element('span', {}, [summary.text])]),
      element(
        'ul',
        { role: 'list', class: 'reasons' },
        reasons.map((reason) => element('li', {}, [reason])),
      ),
      element(
        'div',
        { class: 'buttons' },
        buttons.map((each) => button(each, () => handlers.press(each.id))),
      ),
    ],
    { key: 'decision' },
  );

/** Pages elsewhere, and what was done in the time that is shown. */
export const linksPart = (page: DashboardPage, press: (button: string) => void): ElementNode | undefined =>
  page.links.length === 0
    ? undefined
    : element(
        'section',
        { class: 'links', 'aria-label': 'Dashboards elsewhere' },
        page.links.map((link) =>
          element(
            'button',
            { type: 'button', class: 'link', role: 'link', 'data-button': link.id, 'aria-label': link.spoken },
            [link.title],
            { key: link.id, on: { click: () => press(link.id) } },
          ),
        ),
        { key: 'links' },
      );
