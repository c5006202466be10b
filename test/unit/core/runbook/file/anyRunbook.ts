import fc from 'fast-check';
import { priorities } from '../../../../../src/core/runbook/matrixRow.js';
import type { Runbook } from '../../../../../src/core/runbook/runbook.js';
import { metric, rule } from './anyMetric.js';
import { profileOf, service } from './anyService.js';
import { scheduleOf } from './anySchedule.js';
import { verificationOf } from './anyVerification.js';
import { few, id, ids, line, listOf, maybe, ms, of, url, value } from './anyText.js';

/** Any runbook whose parts fit together. */
export const anyRunbook: fc.Arbitrary<Runbook> = fc
  .record({ names: ids(0, 4), metricIds: ids(1, 4), ruleIds: ids(0, 4), profileIds: ids(0, 3), kindIds: ids(0, 2) })
  .chain((all) => fc.tuple(fc.constant(all), fc.tuple(...all.metricIds.map((metricId) => metric(metricId, all.names)))))
  .chain(([all, metrics]) =>
    fc.tuple(fc.constant(all), fc.constant(metrics), fc.tuple(...all.names.map((name) => service(name, metrics)))),
  )
  .chain(([{ names, ruleIds, profileIds, kindIds }, metrics, services]) => {
    const someMetric = fc.constantFrom(...metrics.map((one) => one.id));
    const everywhere = metrics.filter((one) => one.services === 'all').map((one) => one.id);
    const limits = fc.tuple(fc.nat(50), fc.nat(50)).map(([min, more]) => ({ min, max: min + more }));
    return (
      fc
        .record({
          origin: fc.constant('file' as const),
          stack: maybe(line),
          services: fc.constant(services),
          otherServices: maybe(limits),
          prometheus: maybe(
            fc.record({ url, auth: fc.constantFrom('none' as const, 'basic' as const, 'bearer' as const) }),
          ),
          postgres: maybe(
            fc.record({
              service: id,
              user: line,
              database: line,
              reservedConnections: fc.nat(50),
              connectionBuffer: fc.nat(500),
            }),
          ),
          metrics: fc.constant(metrics),
          rules: fc.tuple(...ruleIds.map((ruleId) => rule(ruleId, metrics))),
          matrix: few(
            fc.record({
              symptom: line,
              cause: line,
              when: fc.record({ metric: someMetric, service: fc.constant(undefined), above: maybe(value) }),
              scale: listOf(names),
              action: fc.constantFrom('scale' as const, 'restart-and-scale' as const),
              priority: of(priorities),
            }),
          ),
          rungs: fc
            .uniqueArray(fc.integer({ min: 1, max: 100 }), { maxLength: 5 })
            .map((rungs) => rungs.toSorted((a, b) => a - b)),
          scaleDown: fc.record({
            conditions: few(fc.record({ metric: someMetric, below: value })),
            holdMs: ms,
            betweenMs: ms,
            afterUpMs: ms,
            spikeAheadMs: ms,
            afterDeployMs: ms,
            matrix:
              names.length === 0 || everywhere.length === 0
                ? fc.constant([])
                : few(
                    fc
                      .tuple(
                        fc.constantFrom(...names),
                        fc.constantFrom(...everywhere),
                        value,
                        fc.nat(20),
                        fc.integer({ min: 1, max: 20 }),
                      )
                      .map(([name, measured, below, to, more]) => ({
                        service: name,
                        replicas: to + more,
                        metric: measured,
                        below,
                        to,
                      })),
                  ),
          }),
          schedule: scheduleOf(names, metrics, profileIds, kindIds),
          profiles: fc.tuple(...profileIds.map((profileId) => profileOf(profileId, services))),
          dashboards: few(fc.record({ title: line, url })),
          contacts: few(fc.record({ role: line, contact: line })),
          notifications: fc.record({
            from: fc.constantFrom('prepare' as const, 'scale-proactively' as const, 'scale-now' as const),
            snoozeMs: ms,
          }),
          operations: fc.record({ settleMs: ms, watchMs: ms, watchEveryMs: ms, remindMs: ms }),
          verification: verificationOf(names),
        })
        // Records of the generator have no prototype, those of the reader do.
        .map((runbook) => structuredClone(runbook))
    );
  });
