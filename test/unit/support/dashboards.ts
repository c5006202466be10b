import type { Past, ReplicaMoment } from '../../../src/core/dashboard/past.js';
import { rangeOf } from '../../../src/core/dashboard/range.js';
import { longestGapMs } from '../../../src/core/policy/longestGapMs.js';
import type { TimedValue } from '../../../src/core/dashboard/timedValue.js';
import type { LiveState } from '../../../src/core/live/liveState.js';
import { figureKey, type Figure } from '../../../src/core/policy/figure.js';
import { policiesOf } from './policies.js';
import type { DashboardSight } from '../../../src/view/dashboard/dashboardSight.js';
import { liveState, now, reading, replicas } from './stacks.js';

/** The stack that the bundled runbook is for. */
const project = 'up-schedule-generator';
export const stackId = `compose:${project}`;
export const worker = `${stackId}/pdf-worker`;

const figureOf = (metric: string, value: number): [string, Figure] => [
  figureKey(worker, metric),
  { serviceId: worker, metric, value, complete: true, at: now, sourceAt: now, source: 'test', problem: '' },
];

/** Workers, so many of them: the first one hot, the others cool, and 263 jobs waiting. */
export function busyState(workers: number, changes: Partial<LiveState> = {}): LiveState {
  const records = [...replicas('backend', 1, { project }), ...replicas('pdf-worker', workers, { project })];
  const readings = new Map(
    records.map(({ service, number }) => [
      `${stackId}/${service}#${number}`,
      reading(service === 'pdf-worker' && number === 1 ? 96 : 30 + (number % 10), 40 + (number % 7)),
    ]),
  );
  const figures = new Map([
    figureOf('jobsWaiting', 263),
    figureOf('jobsActive', workers),
    figureOf('queueWait', 12_000),
  ]);
  const state = liveState(records, { readings, figures, ...changes });
  return { ...state, policies: changes.policies ?? policiesOf(state, now) };
}

const everyMs = (stepMs: number, from: number, to: number): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / stepMs) + 1 }, (_, index) => from + index * stepMs);

/** A wave between two figures, as if somebody had looked all the time. */
export const wave = (
  low: number,
  high: number,
  from = now - rangeOf.hour.lengthMs,
  stepMs = 5000,
): readonly TimedValue[] =>
  everyMs(stepMs, from, now).map((at) => ({ at, value: low + ((high - low) * (1 + Math.sin(at / 200_000))) / 2 }));

/** What there was in the last hour. */
export const busyPast: Past = {
  ofService: () =>
    new Map([
      ['cpuAverage', wave(30, 70)],
      ['cpuPeak', wave(60, 97)],
      ['memoryAverage', wave(38, 44)],
      ['memoryPeak', wave(42, 55)],
      ['jobsWaiting', wave(10, 263, now - rangeOf.hour.lengthMs, 15_000)],
      ['queueWait', wave(900, 14_000, now - rangeOf.hour.lengthMs, 15_000)],
    ]),
  ofReplica: (id) => {
    const number = Number(id.split('#')[1]);
    const level = number === 1 ? 90 : 30 + (number % 10);
    return wave(level - 10, level + 6).map(({ at, value }): ReplicaMoment => ({
      at,
      cpuPercent: value,
      memoryPercent: 40 + (number % 7) + value / 20,
    }));
  },
};

export const noPast: Past = { ofService: () => new Map(), ofReplica: () => [] };

/** A look at the workers, three of them unless said otherwise. */
export function sightOf(changes: Partial<DashboardSight> = {}): DashboardSight {
  const state = changes.state ?? busyState(3);
  return {
    state,
    seen: { state, at: now },
    stackId,
    serviceId: worker,
    range: 'quarter',
    isTable: false,
    past: busyPast,
    now,
    zone: 'UTC',
    ...changes,
  };
}

export const gapMs = longestGapMs(5000);
