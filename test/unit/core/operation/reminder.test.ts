import assert from 'node:assert/strict';
import { isSuperseded, remindAt, stillUp } from '../../../../src/core/operation/reminder.js';
import type { OperationPlan } from '../../../../src/core/operation/plan/operationPlan.js';
import type { Operation } from '../../../../src/core/operation/operation.js';
import { endedOperation, operation, operationPlan, scaleStage } from '../../support/teamOperations.js';

const up = endedOperation('up');

describe('a reminder after a step up', () => {
  it('is due some time after it ended', () => {
    assert.equal(remindAt(up, 3_600_000), 4_600_000);
    assert.equal(remindAt(up, 0), undefined);
    assert.equal(remindAt(operation('up'), 1), undefined);
  });

  for (const result of ['interrupted', 'stopped', 'failed', 'cancelled'] as const)
    it(`is due for what was ${result} where it has left more behind, and not where it came to nothing`, () => {
      const of = (counts: Record<string, number>, changes: Partial<OperationPlan> = {}): number | undefined => {
        const outcome = { result, problem: undefined, endedAt: 1_000_000, counts, after: undefined } as const;
        return remindAt(operation('one', { outcome, plan: operationPlan(changes) }), 1);
      };
      assert.deepEqual([of({ web: 4 }), of({ web: 3 }), of({})], [1_000_001, undefined, undefined]);
      assert.equal(of({ web: 8 }, { before: { web: 9 }, after: { web: 30 } }), undefined);
      // What was to go down was not put up by it.
      assert.equal(of({ web: 4 }, { after: { web: 1 } }), undefined);
    });

  it('is none for what others have put up, while it came to nothing itself', () => {
    const outcome = { result: 'failed', problem: undefined, endedAt: 1, counts: { web: 8 }, after: undefined } as const;
    const [idle] = operation('one').stages;
    assert.ok(idle);
    const untouched = { ...idle, phase: 'failed', steps: [] } as const;
    assert.equal(remindAt(operation('one', { outcome, stages: [untouched] }), 1), undefined);
    // A Swarm was told the count, and has not come to it.
    const step = { name: 'shop_web', kind: 'update', phase: 'begun', at: 1, containerId: undefined } as const;
    assert.equal(remindAt(operation('one', { outcome, stages: [{ ...untouched, steps: [step] }] }), 1), 2);
  });

  it('is for what went up, be it one service of several', () => {
    const of = (before: Record<string, number>, after: Record<string, number>): number | undefined =>
      remindAt(endedOperation('one', 'done', undefined, { plan: operationPlan({ before, after }) }), 1);
    assert.equal(of({ a: 3, b: 1 }, { a: 1, b: 2 }), 1_000_001);
    assert.equal(of({ a: 3, b: 1 }, { a: 1, b: 1 }), undefined);
    assert.equal(of({ a: 3 }, { a: 3 }), undefined);
    assert.equal(of({}, {}), undefined);
  });

  it('is superseded by a later operation of the service that runs or has changed something', () => {
    const later = (changes: Partial<Operation> = {}): Operation =>
      operation('later', { startedAt: 1_000_001, ...changes });
    const idle = later().stages.map((stage) => ({ ...stage, phase: 'left-out' as const }));
    assert.equal(isSuperseded(up, []), false);
    assert.equal(isSuperseded(up, [later()]), true);
    assert.equal(isSuperseded(up, [later({ stages: idle })]), true, 'it runs');
    const cancelled = endedOperation('later', 'cancelled', undefined, { startedAt: 1_000_001, stages: idle });
    assert.equal(isSuperseded(up, [cancelled]), false);
    assert.equal(isSuperseded(up, [later({ startedAt: 999_999 })]), false);
    assert.equal(isSuperseded(up, [later({ plan: operationPlan({ stages: [scaleStage('api', 1, 2)] }) })]), false);
  });

  it('is about the services that still run more than before, as many as they are now', () => {
    const stages = [scaleStage('web', 1, 3), scaleStage('api', 2, 4), scaleStage('web', 3, 6), scaleStage('db', 3, 1)];
    const plan = operationPlan({ stages, before: { web: 1, api: 2, db: 3 }, after: { web: 6, api: 4, db: 1 } });
    const made = endedOperation('one', 'done', undefined, { plan });
    const counts: Readonly<Record<string, number>> = {
      'compose:shop/web': 5,
      'compose:shop/api': 2,
      'compose:shop/db': 9,
    };
    assert.deepEqual(
      stillUp(made, (id) => counts[id]).map(({ service, replicas, before }) => [service, replicas, before]),
      [['web', 5, 1]],
    );
    assert.deepEqual(
      stillUp(made, () => undefined),
      [],
    );
  });
});
