import type { ChartPart, DashboardPage, LinePart, MarkPart } from '../../src/protocol/dashboardPage.js';
import { element, type ElementNode } from '../dom/element.js';
import { icon } from '../parts/icon.js';

/** A chart for each group of metrics: its name, what each line is at, and the place where it is drawn. */
export function chartsPart({ charts, isOld }: DashboardPage): ElementNode | undefined {
  const drawn = charts.filter(({ empty }) => empty === '');
  if (charts.length === 0) return undefined;
  return element(
    'section',
    { class: isOld ? 'metrics old' : 'metrics', 'aria-label': 'Metrics' },
    [
      element('div', { class: 'charts' }, drawn.map(chartPart), { key: 'charts' }),
      // Many an empty chart would hide the few that show something.
      drawn.length === charts.length ? undefined : emptyCharts(charts),
    ],
    { key: 'metrics' },
  );
}

const emptyCharts = (charts: readonly ChartPart[]): ElementNode =>
  element(
    'ul',
    { role: 'list', class: 'unmeasured' },
    charts
      .filter(({ empty }) => empty !== '')
      .map(({ id, title, empty }) =>
        element('li', {}, [icon('unknown'), element('span', {}, [`${title}: ${empty}`])], { key: id }),
      ),
    { key: 'unmeasured' },
  );

const chartPart = (chart: ChartPart): ElementNode =>
  element(
    'div',
    { class: 'chart' },
    [
      element('h2', {}, [chart.title]),
      element(
        'ul',
        { role: 'list', class: chart.lines.length === 1 ? 'lines lone' : 'lines' },
        chart.lines.map((line, index) => linePart(line, index, chart)),
      ),
      element('div', { class: 'plot', role: 'img', 'aria-label': chart.spoken, 'data-plot': chart.id }, [], {
        key: 'plot',
        isIsland: true,
      }),
    ],
    { key: chart.id },
  );

/** How a line is drawn, what it is, where it is and against what. */
const linePart = (line: LinePart, index: number, { title, lines: { length: count } }: ChartPart): ElementNode =>
  element(
    'li',
    { class: line.leads && count > 1 ? 'line leads' : 'line', 'data-tone': line.tone },
    [
      count > 1
        ? element(
            'svg',
            {
              class: 'stroke',
              'data-line': String(index),
              viewBox: '0 0 22 8',
              width: '22',
              height: '8',
              'aria-hidden': 'true',
            },
            [element('line', { x1: '0', x2: '22', y1: '4', y2: '4' })],
          )
        : undefined,
      element('span', { class: count === 1 && line.title === title ? 'spoken' : 'name' }, [line.title]),
      ' ',
      element('span', { class: line.now === line.word ? 'spoken' : 'now' }, [line.now]),
      ' ',
      line.age === '' ? undefined : element('span', { class: 'age' }, [line.age]),
      ' ',
      element('span', { class: 'level' }, [
        line.tone === 'pass' ? undefined : icon(line.tone),
        element('span', { class: 'word' }, [line.word]),
      ]),
      ' ',
      line.bound === '' ? undefined : element('span', { class: 'bound' }, [line.bound]),
    ],
    { key: line.id },
  );

/** What was done, each to point at where it stands in the charts. */
export const marksPart = (
  { marks }: DashboardPage,
  pointed: string,
  point: (mark: string) => void,
): ElementNode | undefined =>
  marks.length === 0
    ? undefined
    : element(
        'section',
        { class: 'marks', 'aria-labelledby': 'marks' },
        [
          element('h2', { id: 'marks' }, ['Operations']),
          element(
            'ul',
            { role: 'list' },
            marks.map((mark) => markPart(mark, mark.id === pointed, point)),
          ),
        ],
        { key: 'marks' },
      );

const markPart = ({ id, text }: MarkPart, isPointed: boolean, point: (mark: string) => void): ElementNode =>
  element(
    'li',
    {},
    [
      element(
        'button',
        {
          type: 'button',
          class: 'mark',
          'data-button': id,
          'aria-pressed': String(isPointed),
          title: 'Show in the charts',
        },
        [text],
        { on: { click: () => point(isPointed ? '' : id), enter: () => point(id), leave: () => point('') } },
      ),
    ],
    { key: id },
  );
