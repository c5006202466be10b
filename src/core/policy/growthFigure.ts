import { readsDocker, type Metric } from '../runbook/metric.js';
import type { Service } from '../stack/stack.js';
import type { Figure } from './figure.js';
import { growthOf, type GrowthUnknown } from './growth.js';
import type { ServiceMemory } from './serviceMemory.js';

const limitPercent = 100;

/**
 * Memory growth of a service, from what was seen of its memory in the last hour; nothing for a metric that is not growth.
 *
 * @param base the metric whose history it is taken from: percent of the replicas' limits
 */
export function growthFigure(
  metric: Metric,
  service: Service,
  memory: ServiceMemory,
  tauMs: number,
  now: number,
  base = 'memoryAverage',
): readonly Figure[] {
  if (!readsDocker(metric, 'memoryGrowth')) return [];
  // A replica that came lately moves the mean, whatever the others do.
  const restarts = service.replicas.flatMap(({ startedAt }) =>
    startedAt === undefined ? [] : [tauMs - Math.max(0, now - startedAt)],
  );
  const growth = growthOf({ samples: memory.histories[base] ?? [], limit: limitPercent, restarts }, tauMs);
  const of = { serviceId: service.id, metric: metric.id, at: now, sourceAt: undefined, source: 'Docker' };
  return [
    growth.ok
      ? { ...of, value: Math.max(0, growth.value.percentPerHour), complete: true, problem: '' }
      : { ...of, value: undefined, complete: false, problem: problems[growth.error] },
  ];
}

const problems = {
  'too-short': 'it takes 45 minutes of readings',
  'too-few': 'too many readings are missing from the last hour',
  restarted: 'a replica started anew less than 45 minutes ago',
  'no-base': 'there is nothing to compare with',
} as const satisfies Record<GrowthUnknown, string>;
