import { bandsOf } from '../../core/dashboard/chartsOf.js';
import { extentOf } from '../../core/dashboard/extent.js';
import type { MarkPart, TextRow, TextTable } from '../../protocol/dashboardPage.js';
import { percent } from '../figures.js';
import { amount } from '../words/policy/metricWords.js';
import type { DrawnChart } from './chartParts.js';
import type { DrawnReplicas } from './replicasPart.js';

/** The same as the charts show, to read: a table of the metrics, one of the replicas, one of what was done. */
export function textTables(
  title: string,
  span: string,
  charts: readonly DrawnChart[],
  replicas: DrawnReplicas | undefined,
  marks: readonly MarkPart[],
): readonly TextTable[] {
  return [
    {
      id: 'metrics',
      caption: `Metrics of ${title}, ${span}`,
      header: ['Metric', 'Now', 'Level', 'Warning from', 'Critical from', 'Lowest', 'Highest'],
      rows: charts.flatMap(({ metrics }) => metrics.map(metricRow)),
    },
    ...(replicas ? [replicaTable(title, span, replicas)] : []),
    ...(marks.length > 0
      ? [
          {
            id: 'operations',
            caption: `Operations, ${span}`,
            header: ['Operation'],
            rows: marks.map(({ id, text }): TextRow => ({ id, cells: [text], tone: 'pass' })),
          },
        ]
      : []),
  ];
}

function metricRow({ charted, line, values }: DrawnChart['metrics'][number]): TextRow {
  const { unit } = charted.metric;
  const { warning, critical } = bandsOf(charted.rules);
  const extent = extentOf(values);
  const bound = (value: number | undefined): string => (value === undefined ? 'none' : amount(value, unit));
  const now = line.age === '' ? line.now : `${line.now}, ${line.age}`;
  return {
    id: line.id,
    cells: [
      line.title,
      now,
      line.word,
      bound(warning),
      bound(critical),
      amount(extent?.lowest, unit),
      amount(extent?.highest, unit),
    ],
    tone: line.tone,
  };
}

function replicaTable(title: string, span: string, { part, tables }: DrawnReplicas): TextTable {
  return {
    id: 'replicas',
    caption: `Replicas of ${title}, ${span}`,
    header: ['Replica', 'State', ...part.metrics.flatMap((metric) => [metric.title, 'Lowest', 'Highest'])],
    rows: part.replicas.map((replica, index): TextRow => {
      const figures = part.metrics.flatMap(({ id }, at) => {
        const extent = extentOf(tables[id]?.columns[index] ?? []);
        return [replica.figures[at]?.now ?? 'unknown', percent(extent?.lowest), percent(extent?.highest)];
      });
      return { id: replica.id, cells: [replica.title, replica.state, ...figures], tone: replica.tone };
    }),
  };
}
