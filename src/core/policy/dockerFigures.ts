import type { DockerFigure } from '../runbook/metric.js';
import type { Replica } from '../stack/replica.js';
import { isReachable, type Service } from '../stack/stack.js';
import type { Figure } from './figure.js';
import type { Readings } from './reading.js';

/** Those that one moment's readings give; growth needs a history. */
export type MomentaryDockerFigure = Exclude<DockerFigure, 'memoryGrowth'>;

const formulas = {
  cpuAverage: { part: 'cpuPercent', combine: average },
  cpuPeak: { part: 'cpuPercent', combine: peak },
  memoryAverage: { part: 'memoryPercent', combine: average },
  memoryPeak: { part: 'memoryPercent', combine: peak },
} as const satisfies Record<
  MomentaryDockerFigure,
  { part: 'cpuPercent' | 'memoryPercent'; combine: (values: readonly number[]) => number }
>;

/**
 * A figure over the running replicas of a service, in percent of what each may use. A replica without a reading can be anything,
 * so that the figure is not complete; one that is still starting serves nobody yet and is not missed. `readings` are those that
 * still count at `now`.
 */
export function dockerFigure(
  service: Service,
  metric: string,
  figure: MomentaryDockerFigure,
  readings: Readings,
  now: number,
): Figure {
  const { part, combine } = formulas[figure];
  const running = service.replicas.filter((replica) => replica.state === 'running');
  const valueOf = (replica: Replica): number | undefined => {
    const value = readings.get(replica.id)?.[part];
    return Number.isFinite(value) ? value : undefined;
  };
  const known = running.map(valueOf).filter((value) => value !== undefined);
  const missed = running.filter((replica) => replica.health !== 'starting' && valueOf(replica) === undefined);
  const times = running.flatMap((replica) =>
    valueOf(replica) === undefined ? [] : (readings.get(replica.id)?.at ?? []),
  );
  const newest = known.length === 0 ? undefined : peak(times);
  return {
    serviceId: service.id,
    metric,
    value: known.length === 0 ? undefined : combine(known),
    complete: missed.length === 0,
    at: newest ?? now,
    sourceAt: newest,
    source: 'Docker',
    problem: known.length > 0 ? '' : whyUnknown(running, part),
  };
}

function whyUnknown(running: readonly Replica[], part: 'cpuPercent' | 'memoryPercent'): string {
  if (running.length === 0) return 'no replica runs';
  return running.some(isReachable)
    ? `no reading of its ${words[part]} yet`
    : 'its tasks run on nodes that cannot be read from here';
}

const words = { cpuPercent: 'CPU', memoryPercent: 'memory' } as const;

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function peak(values: readonly number[]): number {
  return values.reduce((highest, value) => Math.max(highest, value), -Infinity);
}
