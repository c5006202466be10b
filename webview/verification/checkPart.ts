import type { CheckGroup, CheckRow, FactRow } from '../../src/protocol/verificationPage.js';
import { element, type ElementNode } from '../dom/element.js';
import { button } from '../parts/button.js';
import { icon } from '../parts/icon.js';
import { iconButton } from '../parts/iconButton.js';

/** What a person can do with a check. */
export interface CheckHandlers {
  press(check: string, button: string): void;
  again(check: string): void;
}

export const groupPart = ({ id, title, count, checks }: CheckGroup, handlers: CheckHandlers): ElementNode =>
  element(
    'section',
    { class: 'group', 'aria-labelledby': `group-${id}` },
    [
      element('div', { class: 'group-head' }, [
        element('h2', { id: `group-${id}` }, [title]),
        element('span', { class: 'count' }, [count]),
      ]),
      element(
        'ul',
        { role: 'list', class: 'checks' },
        checks.map((check) => checkPart(check, handlers)),
      ),
    ],
    { key: id },
  );

function checkPart(check: CheckRow, handlers: CheckHandlers): ElementNode {
  const { id, tone, facts } = check;
  const details =
    facts.length > 0
      ? element('details', {}, [
          element('summary', { class: 'line' }, line(check)),
          element('div', { class: 'inside' }, [factTable(facts)]),
        ])
      : element('div', { class: 'line' }, line(check));
  return element(
    'li',
    { class: 'check', 'data-tone': tone, 'data-check': id },
    [
      element('div', { class: 'row' }, [details, againButton(check, handlers)]),
      check.advice === '' ? undefined : advicePart(check, handlers),
    ],
    { key: id },
  );
}

/** The whole of it in a line: how it is, of what, which check, what shows it, how long it took. */
function line({ tone, word, title, subject, necessity, evidence, took }: CheckRow): readonly ElementNode[] {
  return [
    element('span', { class: 'verdict', 'data-tone': tone }, [icon(tone), element('span', { class: 'word' }, [word])]),
    element('span', { class: 'subject' }, [subject]),
    element('span', { class: 'what' }, [
      element('span', { class: 'title' }, [title]),
      ...(necessity === '' ? [] : [' ', element('span', { class: 'necessity' }, [necessity])]),
    ]),
    element('span', { class: 'evidence' }, [evidence]),
    element('span', { class: 'took' }, [took]),
  ];
}

function advicePart({ id, advice, buttons }: CheckRow, handlers: CheckHandlers): ElementNode {
  return element('div', { class: 'advice' }, [
    element('p', {}, [advice]),
    buttons.length === 0
      ? undefined
      : element(
          'div',
          { class: 'buttons' },
          buttons.map((each) => button(each, () => handlers.press(id, each.id))),
        ),
  ]);
}

/** In one place whatever becomes of the check, so that it keeps the focus while the check runs. */
function againButton({ id, title, subject, again }: CheckRow, handlers: CheckHandlers): ElementNode | undefined {
  if (again === 'none') return undefined;
  const spoken = `Run Again: ${[subject, title].filter(Boolean).join(': ')}`;
  return iconButton(
    { key: 'again', title: 'Run Again', spoken, drawing: turningArrow, isBusy: again === 'under-way' },
    () => handlers.again(id),
  );
}

const turningArrow = 'M13 8 A5 5 0 1 1 11.5 4.4 M11.8 1.8 L11.8 4.8 L8.8 4.8';

function factTable(facts: readonly FactRow[]): ElementNode {
  const columns = shownColumns(facts);
  return element('table', { class: 'facts' }, [
    element('thead', {}, [
      element(
        'tr',
        {},
        columns.map(({ title }) => element('th', { scope: 'col' }, [title])),
      ),
    ]),
    element(
      'tbody',
      {},
      facts.map((fact) =>
        element(
          'tr',
          { 'data-tone': fact.tone },
          columns.map(({ cell, className }) => element('td', { class: className }, [...cell(fact)])),
        ),
      ),
    ),
  ]);
}

interface Column {
  readonly title: string;
  readonly className: string;
  readonly cell: (fact: FactRow) => readonly (ElementNode | string)[];
}

/** A column in which nothing stands is left out. */
function shownColumns(facts: readonly FactRow[]): readonly Column[] {
  const text = (title: string, className: string, of: (fact: FactRow) => string): readonly Column[] =>
    facts.some((fact) => of(fact) !== '') ? [{ title, className, cell: (fact) => [of(fact)] }] : [];
  const result: Column = {
    title: 'Result',
    className: 'verdict',
    cell: ({ tone, word }) => [icon(tone), element('span', { class: 'word' }, [word])],
  };
  return [
    result,
    ...text('Of', 'of', ({ of }) => of),
    ...text('Figure', 'figure', ({ figure }) => figure),
    ...text('Wanted', 'figure', ({ bound }) => bound),
    ...text('Before', 'figure', ({ before }) => before),
    ...text('Said', 'said', ({ said }) => said),
  ];
}
