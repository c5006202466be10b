import { applyEvent } from '../../../src/core/operation/applyEvent.js';
import type { JournalEvent } from '../../../src/core/operation/journalEvent.js';
import type { Measured, MeasuredService } from '../../../src/core/operation/run/measured.js';
import type { Operation } from '../../../src/core/operation/operation.js';
import type { OperationPlan } from '../../../src/core/operation/plan/operationPlan.js';
import type { Stage } from '../../../src/core/operation/stage.js';

/** 2026-11-25 14:02:00 UTC. */
export const begunAt = Date.UTC(2026, 10, 25, 14, 2);

const service = (name: string, title: string) => ({ serviceId: `compose:shop/${name}`, service: name, title });

export const scaleStage = (from: number, to: number, name = 'worker', title = 'PDF Worker'): Stage => ({
  ...service(name, title),
  stage: 'scale',
  from,
  to,
});
export const restartStage = (containerIds: readonly string[], name = 'web', title = 'Web'): Stage => ({
  ...service(name, title),
  stage: 'restart',
  containerIds,
});
export const connectionStage = (from: number, to: number, more: object = {}): Stage => ({
  ...service('postgres', 'PostgreSQL'),
  stage: 'set-connections',
  from,
  to,
  ...more,
});
export const observeStage = (forMs: number, after: 'up' | 'down' | 'restart' = 'down'): Stage => ({
  stage: 'observe',
  forMs,
  after,
});

/** A plan of these stages on the stack shop, its counts as the stages have them. */
export function operationPlan(stages: readonly Stage[], changes: Partial<OperationPlan> = {}): OperationPlan {
  const scales = stages.flatMap((stage) => (stage.stage === 'scale' ? [stage] : []));
  return {
    kind: 'scale',
    purpose: undefined,
    context: 'default',
    stackId: 'compose:shop',
    stack: 'shop',
    stages,
    services: [],
    guards: [],
    pace: 'gradual',
    hasPaces: true,
    before: Object.fromEntries([...scales].reverse().map(({ service: name, from }) => [name, from])),
    after: Object.fromEntries(scales.map(({ service: name, to }) => [name, to])),
    expectedMs: 120_000,
    refersTo: undefined,
    ...changes,
  };
}

type Told = JournalEvent extends infer E ? (E extends JournalEvent ? Omit<E, 'operation' | 'at'> : never) : never;

/** An operation as its journal tells it: each event with its time in seconds after the beginning. */
export function operationOf(
  plan: OperationPlan,
  told: readonly (readonly [seconds: number, event: Told])[] = [],
  start: Partial<Extract<JournalEvent, { event: 'started' }>> = {},
): Operation {
  const started: JournalEvent = {
    operation: 'op-1',
    at: begunAt,
    event: 'started',
    by: 'ana',
    plan,
    overrides: [],
    before: undefined,
    ...start,
  };
  const events = told.map(([seconds, event]) => ({
    ...event,
    operation: started.operation,
    at: started.at + seconds * 1000,
  }));
  const operation = [started, ...events].reduce<Operation | undefined>(applyEvent, undefined);
  if (!operation) throw new Error('an operation without a beginning');
  return operation;
}

export const ended = (
  result: 'done' | 'stopped' | 'failed' | 'cancelled' | 'interrupted',
  counts: Readonly<Record<string, number>>,
  more: Partial<Extract<Told, { event: 'ended' }>['outcome']> = {},
): Extract<Told, { event: 'ended' }> => ({
  event: 'ended',
  outcome: { result, problem: undefined, counts, after: undefined, ...more },
});

export const measured = (at: number, ...services: readonly MeasuredService[]): Measured => ({ at, services });
