import assert from 'node:assert/strict';
import { applyRunEvent } from '../../../src/core/checklist/applyRunEvent.js';
import type { ChecklistRun, RunSubject } from '../../../src/core/checklist/run.js';
import type { RunEvent } from '../../../src/core/checklist/runEvent.js';
import { begunAt } from './operations.js';

export const workerSubject: RunSubject = {
  context: 'local',
  stackId: 'compose:team',
  stack: 'team',
  service: 'pdf-worker',
  from: 3,
  target: 10,
  operation: undefined,
};

type Told = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'run' | 'at'> : never) : never;

export const runBegun = (subject: Partial<RunSubject> = {}): Extract<Told, { event: 'run-begun' }> => ({
  event: 'run-begun',
  name: 'Scale PDF Worker 3 → 10',
  source: { from: 'bundled' },
  subject: { ...workerSubject, ...subject },
  by: 'ana',
  countsBefore: { frontend: 1, backend: 1, 'pdf-worker': 3 },
});

/** A run as its journal tells it: each event with its time in seconds after the beginning. */
export function runOf(
  told: readonly (readonly [seconds: number, event: Told])[] = [],
  subject: Partial<RunSubject> = {},
): ChecklistRun {
  const all: readonly (readonly [number, Told])[] = [[0, runBegun(subject)], ...told];
  const run = all
    .map(([seconds, event]): RunEvent => ({ ...event, run: 'run-1', at: begunAt + seconds * 1000 }))
    .reduce<ChecklistRun | undefined>(applyRunEvent, undefined);
  assert.ok(run);
  return run;
}
