import fc from 'fast-check';
import {
  metricGroups,
  units,
  type Metric,
  type MetricSource,
  type Unit,
} from '../../../../../src/core/runbook/metric.js';
import { ruleActions, type Bound, type Rule } from '../../../../../src/core/runbook/rule.js';
import { line, listOf, maybe, ms, of, query, scale, url, value, word } from './anyText.js';

const dockerUnit = {
  cpuAverage: 'percent',
  cpuPeak: 'percent',
  memoryAverage: 'percent',
  memoryPeak: 'percent',
  memoryGrowth: 'percentPerHour',
} as const;
const probeUnit = {
  p50: 'ms',
  p95: 'ms',
  p99: 'ms',
  errorRate: 'percent',
  serverErrors: 'percent',
  timeouts: 'percent',
} as const;

const path = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));

function sourceOf(unit: Unit): fc.Arbitrary<MetricSource> {
  const figures = <F extends string>(table: Readonly<Record<F, Unit>>) =>
    (Object.keys(table) as F[]).filter((figure) => table[figure] === unit);
  const [docker, probe] = [figures(dockerUnit), figures(probeUnit)];
  return fc.oneof(
    fc.record({ from: fc.constant('prometheus' as const), query, scale, absentIsZero: fc.boolean() }),
    fc.record({
      from: fc.constant('json' as const),
      url,
      path,
      of: unit === 'percent' ? maybe(path) : fc.constant(undefined),
      scale,
    }),
    fc.record({ from: fc.constant('postgres' as const), query, scale }),
    ...(docker.length > 0 ? [fc.constantFrom(...docker).map((figure) => ({ from: 'docker' as const, figure }))] : []),
    ...(probe.length > 0 ? [fc.constantFrom(...probe).map((figure) => ({ from: 'probe' as const, figure }))] : []),
  );
}

/** A metric with sources of its unit. */
export const metric = (metricId: string, services: readonly string[]): fc.Arbitrary<Metric> =>
  of(units).chain((unit) =>
    fc.record({
      id: fc.constant(metricId),
      title: line,
      group: of(metricGroups),
      unit: fc.constant(unit),
      services: listOf(services),
      sources: fc.array(sourceOf(unit), { minLength: 1, maxLength: 3 }),
    }),
  );

const bound = (at: number): fc.Arbitrary<Bound> =>
  fc.record({
    value: fc.constant(at),
    inclusive: fc.boolean(),
    holdMs: fc.oneof(fc.constant(0), ms),
    clearBelow: fc.oneof(
      fc.constant(at),
      fc.nat(100).map((less) => at - less),
    ),
    clearMs: fc.oneof(fc.constant(60_000), fc.constant(300_000), ms),
  });

/** A rule on one of the metrics. */
export const rule = (ruleId: string, metrics: readonly Metric[]): fc.Arbitrary<Rule> =>
  fc.tuple(fc.constantFrom(...metrics), value, fc.integer({ min: 1, max: 1000 })).chain(([measured, low, more]) =>
    fc
      .record({
        id: fc.constant(ruleId),
        title: line,
        metric: fc.constant(measured.id),
        warning: maybe(bound(low)),
        critical: maybe(bound(low + more)),
        action: of(ruleActions),
        required: fc.boolean(),
      })
      .filter(({ warning, critical }) => warning !== undefined || critical !== undefined),
  );
