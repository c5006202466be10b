import assert from 'node:assert/strict';
import type { Operation } from '../../../../src/core/operation/operation.js';
import { interruptedText, interruptedWays } from '../../../../src/view/words/operation/operationWords.js';
import { begunAt, ended, operationOf, operationPlan, restartStage, scaleStage } from '../../support/operations.js';

const begun = { event: 'stage-begun', stage: 0, until: undefined } as const;
const done = { event: 'stage-ended', stage: 0, phase: 'done' } as const;

const up = (count: number, isDone = false): Operation =>
  operationOf(operationPlan([scaleStage(3, 6)]), [
    [1, begun],
    ...(isDone ? [[2, done] as const] : []),
    [9, ended('interrupted', { worker: count }, { problem: { reason: 'interrupted' } })],
  ]);

describe('what is told of an operation that was found interrupted', () => {
  it('offers to go on and to go back where there is something to', () => {
    assert.deepEqual(interruptedWays(up(4), begunAt), ['Resume', 'Go Back']);
    assert.equal(
      interruptedText(up(4), begunAt, 'UTC'),
      'PDF Worker 3 → 6, begun today at 14:02, was interrupted: its window was closed or reloaded, or the extension ended. PDF Worker has 4 replicas now. Nothing more is done until you resume it or go back.',
    );
  });

  it('says where nobody closed anything, but the machine slept', () => {
    const slept = operationOf(operationPlan([scaleStage(3, 6)]), [
      [1, begun],
      [9, ended('interrupted', { worker: 4 }, { problem: { reason: 'interrupted', slept: true } })],
    ]);
    assert.match(
      interruptedText(slept, begunAt, 'UTC'),
      /was interrupted: this machine slept during a wait, or its clock was set forward\. PDF Worker has 4/,
    );
  });

  it('offers no way that leads nowhere', () => {
    assert.deepEqual(interruptedWays(up(3), begunAt), ['Resume']);
    assert.match(interruptedText(up(3), begunAt, 'UTC'), /Nothing more is done until you resume it\.$/);
    assert.deepEqual(interruptedWays(up(6, true), begunAt), ['Go Back']);
    assert.match(interruptedText(up(6, true), begunAt, 'UTC'), /Nothing of it is left to do; go back if/);
    const restart = operationOf(operationPlan([restartStage(['a'])]), [
      [1, begun],
      [2, done],
      [9, ended('interrupted', {})],
    ]);
    assert.deepEqual(interruptedWays(restart, begunAt), []);
    assert.match(interruptedText(restart, begunAt, 'UTC'), /ended\. Nothing of it is left to do\.$/);
  });
});
