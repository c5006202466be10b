import { bandsOf } from '../../core/dashboard/chartsOf.js';
import { extentOf } from '../../core/dashboard/extent.js';
import { gridOf } from '../../core/dashboard/gridOf.js';
import { rangeOf } from '../../core/dashboard/range.js';
import type { ReplicaMoment } from '../../core/dashboard/past.js';
import type { TimedValue } from '../../core/dashboard/timedValue.js';
import { isUneven } from '../../core/dashboard/isUneven.js';
import { rulesOn } from '../../core/policy/serviceMemory.js';
import { readsDocker } from '../../core/runbook/metric.js';
import type { Replica } from '../../core/stack/replica.js';
import { countedReplicas } from '../../core/stack/stack.js';
import type { Table } from '../../protocol/dashboardData.js';
import type { ReplicaMetric, ReplicaPart, ReplicasPart } from '../../protocol/dashboardPage.js';
import type { Tone } from '../../protocol/verificationPage.js';
import { count, percent } from '../figures.js';
import { replicaLevel, stateWords } from '../rows/replicaRow.js';
import { levelTone } from '../verification/pageTone.js';
import { shortName } from '../words/names.js';
import type { SeenService } from './dashboardSight.js';

export interface DrawnReplicas {
  readonly part: ReplicasPart;
  readonly tables: Readonly<Record<string, Table>>;
}

const metrics = [
  { id: 'replicas/cpu', title: 'CPU', part: 'cpuPercent', peak: 'cpuPeak', average: 'cpuAverage' },
  { id: 'replicas/memory', title: 'Memory', part: 'memoryPercent', peak: 'memoryPeak', average: 'memoryAverage' },
] as const;

/** More cannot be told apart by eye. */
const mostReplicas = 100;

/** Each replica of a service with its CPU and memory; undefined where there is none. */
export function drawnReplicas(seen: SeenService): DrawnReplicas | undefined {
  const { sight, status, stack, from, gapAfterMs } = seen;
  const all = countedReplicas(status.service);
  const replicas = all.slice(0, mostReplicas);
  if (replicas.length === 0) return undefined;
  const histories = replicas.map(({ id }) => sight.past.ofReplica(id));
  const { stepMs } = rangeOf[sight.range];
  const gridStepMs = Math.max(stepMs, sight.state.readingIntervalMs);
  const tables = metrics.map(({ id, part }): [string, Table] => {
    const values = histories.map((history) => knownOf(history, part, from - gapAfterMs));
    return [id, rounded(gridOf(values, from, sight.now, gridStepMs, gapAfterMs))];
  });
  const parts = metrics.map((metric, index) => replicaMetric(metric, tables[index]?.[1], seen));
  const shown = replicas.map((replica) => replicaPart(replica, parts, seen));
  const cut = all.length > replicas.length ? `The first ${replicas.length} of ${all.length} are shown.` : '';
  const titles = replicas.map(({ name }) => shortName(name, stack.stack.name));
  const spread = spreadText(
    replicas.map(({ id }, index) => ({ title: titles[index] ?? '', value: stack.readings.get(id)?.cpuPercent })),
  );
  return {
    part: {
      title: count(all.length, 'replica'),
      sentence: [spread, cut].filter(Boolean).join(' '),
      metrics: parts,
      replicas: shown,
    },
    tables: Object.fromEntries(tables),
  };
}

/** From a time on: what was before shows no more. */
function knownOf(
  history: readonly ReplicaMoment[],
  part: 'cpuPercent' | 'memoryPercent',
  from: number,
): readonly TimedValue[] {
  const known: TimedValue[] = [];
  for (const { at, [part]: value } of history) if (at >= from && value !== undefined) known.push({ at, value });
  return known;
}

/** A hundred lines travel: a tenth of a percent is less than a pixel of them. */
const rounded = ({ times, columns }: Table): Table => ({
  times,
  columns: columns.map((column) => column.map((value) => (value === null ? null : Math.round(value * 10) / 10))),
});

function replicaMetric(
  { id, title, peak, average }: (typeof metrics)[number],
  table: Table | undefined,
  { status, stack }: SeenService,
): ReplicaMetric {
  const rules = rulesOn(stack.runbook, status.service.name);
  const rulesOf = (figure: typeof peak | typeof average): typeof rules => {
    const ids = stack.runbook.metrics.filter((metric) => readsDocker(metric, figure)).map((metric) => metric.id);
    return rules.filter((rule) => ids.includes(rule.metric));
  };
  // What holds for the hottest of them holds for each.
  const own = rulesOf(peak);
  const bands = bandsOf(own.length > 0 ? own : rulesOf(average));
  return { id, title, max: Math.max(100, extentOf(table?.columns.flat() ?? [])?.highest ?? 0), ...bands };
}

function replicaPart(replica: Replica, parts: readonly ReplicaMetric[], { stack, isOld }: SeenService): ReplicaPart {
  const reading = stack.readings.get(replica.id);
  const title = shortName(replica.name, stack.stack.name);
  const state = stateWords(replica);
  const figures = metrics.map(({ part }, index) => {
    const value = reading?.[part];
    return { now: percent(value), tone: toneOf(value, parts[index]) };
  });
  const told = metrics.map((metric, index) => `${metric.title} ${figures[index]?.now ?? ''}`);
  return {
    id: replica.id,
    title,
    state,
    tone: replica.health === 'starting' ? 'running' : levelTone(replicaLevel(replica)),
    figures,
    spoken: [title, state, ...told].join(', ') + (isOld ? ', not of now' : ''),
  };
}

function toneOf(value: number | undefined, metric: ReplicaMetric | undefined): Tone {
  if (value === undefined) return 'unknown';
  if (metric?.critical !== undefined && value > metric.critical) return 'fail';
  return metric?.warning !== undefined && value >= metric.warning ? 'warning' : 'pass';
}

/** `CPU from 12 % (worker-3) to 96 % (worker-1), uneven.` */
function spreadText(figures: readonly { readonly title: string; readonly value: number | undefined }[]): string {
  const known = figures.flatMap(({ title, value }) => (value === undefined ? [] : [{ title, value }]));
  const sorted = [...known].sort((a, b) => a.value - b.value);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (!lowest || !highest || known.length < 2) return '';
  const [least, most] = [percent(lowest.value), percent(highest.value)];
  if (least === most) return `CPU ${most} on each.`;
  const uneven = isUneven(known.map(({ value }) => value)) ? ', uneven' : '';
  return `CPU from ${least} (${lowest.title}) to ${most} (${highest.title})${uneven}.`;
}
