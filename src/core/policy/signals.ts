import type { MetricName, Runbook } from '../runbook/runbook.js';
import type { Service } from '../stack/stack.js';
import { levelOf, type Level } from './level.js';
import type { Readings } from './reading.js';

/** One rule on one service: what was measured, against what, and what that means. */
export interface Signal {
  readonly metric: MetricName;
  /** Percent; undefined when not known. */
  readonly value: number | undefined;
  readonly warning: number;
  readonly critical: number;
  readonly level: Level;
}

type Figure = 'cpuPercent' | 'memoryPercent';

const metrics = {
  cpuAverage: { figure: 'cpuPercent', combine: average },
  cpuPeak: { figure: 'cpuPercent', combine: peak },
  memoryAverage: { figure: 'memoryPercent', combine: average },
  memoryPeak: { figure: 'memoryPercent', combine: peak },
} as const satisfies Record<MetricName, { figure: Figure; combine: (values: readonly number[]) => number }>;

export const metricNames = Object.keys(metrics) as readonly MetricName[];

/**
 * The signals of a service over its running replicas. A replica without a reading can be anything: what the others show may be
 * an alarm, but it is not an all-clear.
 */
export function signalsOf(service: Service, readings: Readings, runbook: Runbook): readonly Signal[] {
  const running = service.replicas.filter((replica) => replica.state === 'running');
  return metricNames.map((metric) => {
    const { figure, combine } = metrics[metric];
    const known = running.map((replica) => readings.get(replica.id)?.[figure]).filter((value) => value !== undefined);
    const value = known.length === 0 ? undefined : combine(known);
    const bounds = runbook.rules[metric];
    const level = levelOf(value, bounds);
    // One that is still starting serves nobody yet: its figures are not missed.
    const missed = running.filter(
      (replica) => replica.health !== 'starting' && readings.get(replica.id)?.[figure] === undefined,
    );
    return { metric, value, ...bounds, level: level === 'normal' && missed.length > 0 ? 'unknown' : level };
  });
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function peak(values: readonly number[]): number {
  return values.reduce((highest, value) => Math.max(highest, value), -Infinity);
}
