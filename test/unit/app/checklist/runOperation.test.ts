import assert from 'node:assert/strict';
import { newOperationOf } from '../../../../src/app/checklist/runOperation.js';
import type { Operation } from '../../../../src/core/operation/operation.js';
import type { OperationPlan } from '../../../../src/core/operation/plan/operationPlan.js';
import type { Stage } from '../../../../src/core/operation/stage.js';
import { workerSubject } from '../../support/checklistRuns.js';
import { begunAt, operationOf, operationPlan, restartStage, scaleStage } from '../../support/operations.js';

/** Of the worker, so many seconds after the run began. */
function later(seconds: number, stage: Stage, changes: Partial<OperationPlan> = {}): Operation {
  const plan = operationPlan([stage], {
    context: 'local',
    stackId: 'compose:team',
    services: [{ service: 'pdf-worker' } as never],
    ...changes,
  });
  return operationOf(plan, [], { operation: `op-${seconds}`, at: begunAt + seconds * 1000 });
}
const scale = (seconds: number, from: number, to: number, changes: Partial<OperationPlan> = {}): Operation =>
  later(seconds, scaleStage(from, to, 'pdf-worker'), changes);

/** @param operation that the run has */
const newOne = (operation: string | undefined, target: number | undefined, ...newestFirst: readonly Operation[]) =>
  newOperationOf({ subject: { ...workerSubject, operation, target }, startedAt: begunAt }, newestFirst)?.id;

describe('the operation of a run', () => {
  it('is the first that scales what it is about', () => {
    assert.equal(newOne(undefined, 10, scale(5, 3, 8)), 'op-5');
    assert.equal(newOne(undefined, undefined, scale(9, 8, 4), scale(5, 3, 8)), 'op-5');
    assert.equal(newOne(undefined, 10, scale(-5, 3, 10)), undefined);
    assert.equal(newOne(undefined, 10, scale(5, 3, 10, { context: 'other' })), undefined);
  });

  it('stays what it was when something else is done to the service', () => {
    const first = scale(5, 3, 10);
    assert.equal(newOne('op-5', 10, scale(9, 10, 4), first), undefined);
    assert.equal(newOne('op-5', 10, scale(9, 10, 3, { kind: 'undo' }), first), undefined);
    assert.equal(
      newOne('op-5', 10, later(9, restartStage(['a'], 'pdf-worker'), { kind: 'restart' }), first),
      undefined,
    );
  });

  it('is neither a restart nor a way back where there is none yet', () => {
    assert.equal(newOne(undefined, 10, later(9, restartStage(['a'], 'pdf-worker'), { kind: 'restart' })), undefined);
    for (const kind of ['undo', 'schedule', 'connections', 'resume'] as const)
      assert.equal(newOne(undefined, 4, scale(9, 3, 8, { kind })), undefined, kind);
  });

  it('becomes one that goes to its target, or on with the one that it has', () => {
    const first = scale(5, 3, 10);
    assert.equal(newOne('op-5', 10, scale(9, 6, 10), first), 'op-9');
    assert.equal(newOne('op-9', 10, scale(9, 6, 10), first), undefined);
    const resumed = { kind: 'resume', after: { 'pdf-worker': 8 } } as const;
    assert.equal(newOne('op-5', 10, scale(9, 6, 8, { ...resumed, refersTo: 'op-5' }), first), 'op-9');
    assert.equal(newOne('op-5', 10, scale(9, 6, 8, { ...resumed, refersTo: 'op-1' }), first), undefined);
    assert.equal(newOne('op-5', 10, scale(9, 3, 8, { kind: 'repeat', refersTo: 'op-5' }), first), 'op-9');
    assert.equal(newOne('op-5', 10, scale(9, 10, 3, { kind: 'undo', refersTo: 'op-5' }), first), undefined);
  });
});
