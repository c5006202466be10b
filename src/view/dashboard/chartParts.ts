import { bandsOf, chartsOf, type ChartedMetric, type MetricChart } from '../../core/dashboard/chartsOf.js';
import { extentOf } from '../../core/dashboard/extent.js';
import { lineOf } from '../../core/dashboard/lineOf.js';
import { compareLevels, type Level } from '../../core/policy/level.js';
import { levelNow } from '../../core/policy/serviceStatus.js';
import { freshPolicy } from '../../core/policy/stackStatus.js';
import type { Table } from '../../protocol/dashboardData.js';
import type { ChartPart, LinePart } from '../../protocol/dashboardPage.js';
import { duration } from '../figures.js';
import { oneLine } from '../markdown.js';
import { levelTone } from '../verification/pageTone.js';
import { amount, boundText, groupTitles } from '../words/policy/metricWords.js';
import type { SeenService } from './dashboardSight.js';
import { figureFormat, scaleIn } from './figureFormat.js';

/** One chart with the figures of its lines, by their ids. */
export interface DrawnChart {
  readonly part: ChartPart;
  readonly tables: Readonly<Record<string, Table>>;
  readonly metrics: readonly DrawnMetric[];
}

export interface DrawnMetric {
  readonly charted: ChartedMetric;
  readonly line: LinePart;
  /** What is known of it in the span. */
  readonly values: readonly (number | null)[];
}

/** A figure older than this shows its age. */
const oldMs = 45_000;
/** Above what is drawn there is room for this share of it. */
const headroom = 1.08;

/** The charts of a service, with their bounds, values and words, for the range that is shown. */
export function drawnCharts(seen: SeenService): readonly DrawnChart[] {
  const { status, stack, sight, seenAt } = seen;
  const signals = freshPolicy(sight.state, status.service, seenAt)?.signals ?? [];
  const history = sight.past.ofService(status.service.id);
  return chartsOf(stack.runbook, status.service.name, signals)
    .map((chart) => withoutUncounted(chart, (id) => (history.get(id)?.length ?? 0) > 0))
    .filter(({ metrics }) => metrics.length > 0)
    .map((chart, _, all) => drawn(chart, seen, all.filter(({ group }) => group === chart.group).length > 1));
}

/** Nobody has to count users: where nobody does, there is nothing to draw. */
const withoutUncounted = (chart: MetricChart, isKnown: (metric: string) => boolean): MetricChart => ({
  ...chart,
  metrics: chart.metrics.filter(
    ({ metric, rules }) => metric.unit !== 'users' || isKnown(metric.id) || rules.some(({ required }) => required),
  ),
});

function drawn(chart: MetricChart, seen: SeenService, isOneOfMore: boolean): DrawnChart {
  const { sight, from, gapAfterMs } = seen;
  const history = sight.past.ofService(seen.status.service.id);
  const id = `${chart.group}-${chart.unit}`;
  const leader = leaderOf(chart);
  const tables = new Map<string, Table>();
  const metrics = chart.metrics.map((charted): DrawnMetric => {
    const table = lineOf(history.get(charted.metric.id) ?? [], from, sight.now, gapAfterMs);
    const line = linePart(`${id}/${charted.metric.id}`, charted, charted === leader, seen);
    tables.set(line.id, table);
    return { charted, line, values: table.columns[0] ?? [] };
  });
  const title = isOneOfMore ? apartTitle(chart) : groupTitles[chart.group];
  const lines = metrics.map(({ line }) => line);
  const empty = emptyText(metrics);
  const scale = scaleOf(chart, metrics);
  return {
    part: { id, title, spoken: spoken(title, metrics), scale, lines, empty },
    tables: Object.fromEntries(tables),
    metrics,
  };
}

/** Of a chart whose group has others: what is only in it. */
const apartTitle = ({ group, unit, metrics: [only, ...others] }: MetricChart): string =>
  only && others.length === 0 ? oneLine(only.metric.title) : `${groupTitles[group]}${unit === 'ms' ? ' times' : ''}`;

const levelOf = ({ worst }: ChartedMetric): Level => (worst ? levelNow(worst) : 'unknown');
/** What is known shows rather than what is not. */
const rank = (charted: ChartedMetric): number =>
  charted.worst?.value === undefined ? -1 : compareLevels(levelOf(charted), 'normal');

/** Its bands are shown: the worst one, and the first of those that are alike. */
const leaderOf = ({ metrics }: MetricChart): ChartedMetric | undefined =>
  metrics.reduce<ChartedMetric | undefined>(
    (lead, next) => (lead && rank(next) <= rank(lead) ? lead : next),
    undefined,
  );

function linePart(id: string, charted: ChartedMetric, leads: boolean, { sight }: SeenService): LinePart {
  const { metric, rules, worst } = charted;
  const level = levelOf(charted);
  const rule = worst?.rule ?? rules[0];
  const decidedAt = sight.state.policies.get(worst?.serviceId ?? '')?.decidedAt ?? sight.now;
  const ageMs = worst?.ageMs === undefined ? undefined : worst.ageMs + sight.now - decidedAt;
  return {
    id,
    title: oneLine(metric.title),
    now: amount(worst?.value, metric.unit),
    age: worst?.value !== undefined && ageMs !== undefined && ageMs > oldMs ? `${duration(ageMs)} ago` : '',
    bound: rule ? boundText(rule, level === 'critical' ? 'critical' : 'warning', metric.unit) : '',
    tone: levelTone(level),
    word: level,
    ...bandsOf(rules),
    leads,
  };
}

/** Percents of a limit are seen as such; anything else up to where it begins to matter, or as far as it goes. */
function scaleOf({ group, unit }: MetricChart, metrics: readonly DrawnMetric[]): ChartPart['scale'] {
  const highest = extentOf(metrics.flatMap(({ values }) => values))?.highest ?? 0;
  const lead = metrics.find(({ line }) => line.leads)?.line;
  const isShare = unit === 'percent' && (group === 'cpu' || group === 'memory');
  const bound = isShare ? 100 : (lead?.warning ?? lead?.critical ?? 0) * 1.25;
  const scale = isShare && highest <= 100 ? { max: 100, step: 25 } : scaleIn(unit, Math.max(highest * headroom, bound));
  return { ...scale, format: figureFormat(unit, scale) };
}

function emptyText(metrics: readonly DrawnMetric[]): string {
  if (metrics.some(({ values }) => values.length > 0)) return '';
  const why = metrics.map(({ charted }) => oneLine(charted.worst?.problem ?? '')).find((problem) => problem !== '');
  return why === undefined || why === 'not read yet' ? 'no figure in this time' : `no figure in this time, ${why}`;
}

function spoken(title: string, metrics: readonly DrawnMetric[]): string {
  const told = metrics.map(({ line, values, charted }) => {
    const extent = extentOf(values);
    const range = extent
      ? `, between ${amount(extent.lowest, charted.metric.unit)} and ${amount(extent.highest, charted.metric.unit)}`
      : '';
    return `${line.title} ${line.now}${line.age === '' ? '' : `, ${line.age}`}, ${line.word}${range}`;
  });
  return `${title}: ${told.join('; ')}.`;
}
