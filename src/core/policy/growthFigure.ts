import { readsDocker, type Metric } from '../runbook/metric.js';
import type { Service } from '../stack/stack.js';
import type { Figure } from './figure.js';
import { growthOf, type GrowthUnknown } from './growth.js';
import type { ServiceMemory } from './serviceMemory.js';

const limitPercent = 100;

/**
 * Memory growth of a service, from what was seen of its memory in the last hour; nothing for a metric that is not growth.
 *
 * @param metrics those of the service: the average of its memory is among them, by whatever name the runbook has for it
 */
export function growthFigure(
  metric: Metric,
  metrics: readonly Metric[],
  service: Service,
  memory: ServiceMemory,
  tauMs: number,
  now: number,
): readonly Figure[] {
  if (!readsDocker(metric, 'memoryGrowth')) return [];
  const of = { serviceId: service.id, metric: metric.id, at: now, sourceAt: undefined, source: 'Docker' };
  const none = { ...of, value: undefined, complete: false };
  const base = metrics.find((other) => readsDocker(other, 'memoryAverage'));
  if (!base) return [{ ...none, problem: "no metric of the runbook is Docker's average of memory" }];
  // A replica that came lately moves the mean, whatever the others do.
  const restarts = service.replicas.flatMap(({ startedAt }) =>
    startedAt === undefined ? [] : [tauMs - Math.max(0, now - startedAt)],
  );
  const growth = growthOf({ samples: memory.histories[base.id] ?? [], limit: limitPercent, restarts }, tauMs);
  return [
    growth.ok
      ? { ...of, value: Math.max(0, growth.value.percentPerHour), complete: true, problem: '' }
      : { ...none, problem: problems[growth.error] },
  ];
}

const problems = {
  'too-short': 'it takes 45 minutes of readings',
  'too-few': 'too many readings are missing from the last hour',
  restarted: 'a replica started anew less than 45 minutes ago',
  'no-base': 'there is nothing to compare with',
} as const satisfies Record<GrowthUnknown, string>;
