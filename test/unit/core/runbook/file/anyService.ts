import fc from 'fast-check';
import type { Metric } from '../../../../../src/core/runbook/metric.js';
import type { Profile, RunbookService } from '../../../../../src/core/runbook/runbook.js';
import type { TargetRule } from '../../../../../src/core/runbook/targetRule.js';
import { few, line, maybe, ms, positive, url, value } from './anyText.js';

function targetOf(service: string, metrics: readonly Metric[]): fc.Arbitrary<readonly TargetRule[]> {
  const own = metrics.filter(({ services }) => services === 'all' || services.includes(service));
  const percents = own.filter(({ unit }) => unit === 'percent');
  if (own.length === 0) return fc.constant([]);
  const name = fc.constantFrom(...own.map((one) => one.id));
  const count = fc.nat(100);
  return few(
    fc.oneof(
      fc.record({
        rule: fc.constant('queue' as const),
        waiting: name,
        active: maybe(name),
        perReplica: fc.integer({ min: 1, max: 500 }),
        floor: count,
        concurrency: fc.integer({ min: 1, max: 9 }),
      }),
      fc.record({
        rule: fc.constant('steps' as const),
        metric: name,
        steps: fc
          .uniqueArray(fc.record({ above: value, replicas: count }), {
            minLength: 1,
            maxLength: 4,
            selector: ({ above }) => above + 0,
          })
          .map((steps) => steps.toSorted((a, b) => a.above - b.above)),
        otherwise: count,
      }),
      fc.record({ rule: fc.constant('per' as const), metric: name, perReplica: positive }),
      ...(percents.length > 0
        ? [
            fc.record({
              rule: fc.constant('ratio' as const),
              metric: fc.constantFrom(...percents.map((one) => one.id)),
              target: positive,
            }),
          ]
        : []),
    ),
  );
}

/** A service with targets on metrics that are measured of it. */
export const service = (name: string, metrics: readonly Metric[]): fc.Arbitrary<RunbookService> =>
  fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)).chain(([min, more, room]) =>
    fc.record({
      name: fc.constant(name),
      title: line,
      min: fc.constant(min),
      baseline: fc.constant(min + more),
      max: fc.constant(min + more + room),
      healthUrls: few(url),
      healthAverageMs: maybe(ms),
      targets: targetOf(name, metrics),
      memoryPerReplicaBytes: maybe(
        fc.oneof(
          fc.nat(64).map((gb) => gb * 1024 ** 3),
          fc.nat(),
        ),
      ),
      connectionsPerReplica: maybe(fc.nat(500)),
    }),
  );

/** Counts of some of the services, within their limits. */
export const profileOf = (profileId: string, services: readonly RunbookService[]): fc.Arbitrary<Profile> =>
  fc.subarray([...services]).chain((some) =>
    fc.record({
      id: fc.constant(profileId),
      title: line,
      counts: fc
        .tuple(...some.map(({ min, max }) => fc.integer({ min, max })))
        .map((counts) => Object.fromEntries(some.map(({ name }, index) => [name, counts[index] ?? 0]))),
      restart: services.length === 0 ? fc.constant([]) : fc.subarray(services.map(({ name }) => name)),
    }),
  );
