import type { FigureBars, FigureRow, FigureTable, Tone } from '../../src/protocol/verificationPage.js';
import { element, type ElementNode } from '../dom/element.js';
import { icon } from '../parts/icon.js';

const columns = [
  ['Metric', ''],
  ['Before', 'figure'],
  ['After', 'figure'],
  ['Change', 'figure change'],
  ['Level', ''],
] as const;

/** The figures before and after, each with a small chart; the chart says nothing that the row does not. */
export const figuresPart = ({ caption, rows }: FigureTable): ElementNode =>
  element(
    'section',
    { class: 'group', 'aria-labelledby': 'figures' },
    [
      element('div', { class: 'group-head' }, [
        element('h2', { id: 'figures' }, ['Before and after']),
        element('span', { class: 'count' }, [caption]),
      ]),
      element('table', { class: 'figures', 'aria-labelledby': 'figures' }, [
        element('thead', {}, [
          element('tr', {}, [
            ...columns.map(([title, className]) => element('th', { scope: 'col', class: className }, [title])),
            element('th', { scope: 'col', class: 'chart', 'aria-hidden': 'true' }, ['Before over after']),
          ]),
        ]),
        ...services(rows).map(([service, own]) =>
          element(
            'tbody',
            {},
            [
              element('tr', { class: 'service' }, [element('th', { scope: 'rowgroup', colspan: '6' }, [service])]),
              ...own.map(figureRow),
            ],
            { key: service },
          ),
        ),
      ]),
    ],
    { key: 'figures' },
  );

function services(rows: readonly FigureRow[]): readonly (readonly [string, readonly FigureRow[]])[] {
  const names = [...new Set(rows.map(({ service }) => service))];
  return names.map((name) => [name, rows.filter(({ service }) => service === name)]);
}

const figureRow = ({ metric, before, after, change, bound, tone, word, bars }: FigureRow): ElementNode =>
  element(
    'tr',
    { 'data-tone': tone },
    [
      element('th', { scope: 'row' }, [
        element('span', { class: 'metric' }, [metric]),
        bound === '' ? undefined : element('span', { class: 'bound' }, [` ${bound}`]),
      ]),
      element('td', { class: 'figure' }, [before]),
      element('td', { class: 'figure' }, [after]),
      element('td', { class: 'figure change' }, [change]),
      element('td', { class: 'verdict' }, [icon(tone), element('span', { class: 'word' }, [word])]),
      element('td', { class: 'chart', 'aria-hidden': 'true' }, [chart(bars, tone)]),
    ],
    { key: metric },
  );

const width = 120;
const barHeight = 6;

/** The longest of the three fills the width; the line is where the warning begins. */
function chart({ before, after, bound }: FigureBars, tone: Tone): ElementNode {
  const at = (part: number): string => String(Math.round(part * (width - 2) * 10) / 10);
  const bar = (part: number | undefined, y: number, name: string): ElementNode | undefined =>
    part === undefined
      ? undefined
      : element('rect', {
          class: name,
          x: '0',
          y: String(y),
          width: at(Math.max(part, 0.008)),
          height: String(barHeight),
        });
  return element(
    'svg',
    {
      class: 'bars',
      'data-tone': tone,
      viewBox: `0 0 ${width} 18`,
      width: String(width),
      height: '18',
      focusable: 'false',
    },
    [
      bar(before, 2, 'bar-before'),
      bar(after, 10, 'bar-after'),
      bound === undefined
        ? undefined
        : element('line', { class: 'bar-bound', x1: at(bound), x2: at(bound), y1: '0', y2: '18' }),
    ],
  );
}
