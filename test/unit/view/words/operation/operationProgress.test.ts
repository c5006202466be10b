import assert from 'node:assert/strict';
import type { LiveState } from '../../../../../src/core/live/liveState.js';
import { operationProgress } from '../../../../../src/view/words/operation/operationProgress.js';
import { begunAt, ended, observeStage, operationOf, operationPlan, scaleStage } from '../../../support/operations.js';
import { operationIn, servicePlan } from '../../../support/plans.js';

const services = [servicePlan({ serviceId: 'compose:shop/worker', service: 'worker', from: 3, to: 12 })];
const plan = operationPlan([scaleStage(3, 6), observeStage(60_000, 'up'), scaleStage(6, 12)], { services });
const begun = (stage: number, until?: number) => ({ event: 'stage-begun', stage, until }) as const;
const done = { event: 'stage-ended', stage: 0, phase: 'done' } as const;

const progress = (state: Partial<LiveState>, at = begunAt) =>
  operationProgress({ operations: [], changes: [], own: new Map(), ...state }, 'op-1', at);

describe('the progress of an operation', () => {
  it('is what it does and how many of its stages are over', () => {
    const waiting = operationOf(plan, [
      [1, begun(0)],
      [30, done],
      [31, begun(1, begunAt + 91_000)],
    ]);
    const now = progress({ operations: [waiting] }, begunAt + 61_000);
    assert.deepEqual(now, { message: 'waiting 30 s, then 6 → 12', share: 1 / 3 });
  });

  it('is found by its id, though the journal was read again meanwhile', () => {
    const running = operationOf(plan, [[1, begun(0)]]);
    const again = JSON.parse(JSON.stringify({ ...running, outcome: null })) as typeof running;
    const change = operationIn(services[0] ?? servicePlan(), 'running', 'waiting');
    const message = progress({ operations: [{ ...again, outcome: undefined }], changes: [change] })?.message ?? '';
    assert.match(message, /^starting \d+ of 12: .*web-4$/);
  });

  it('says so while it is being cancelled', () => {
    const operations = [operationOf(plan, [[1, begun(0)]])];
    const own = new Map([['op-1', 'cancelling' as const]]);
    assert.match(
      progress({ operations, own })?.message ?? '',
      /^cancelling: letting what was begun end; PDF Worker 3 → 6/,
    );
  });

  it('is not known of one that has ended, nor of another', () => {
    assert.equal(progress({ operations: [operationOf(plan, [[9, ended('done', {})]])] }), undefined);
    assert.equal(progress({ operations: [operationOf(plan, [], { operation: 'other' })] }), undefined);
  });
});
