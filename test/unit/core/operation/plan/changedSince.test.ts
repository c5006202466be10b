import assert from 'node:assert/strict';
import { changedSince } from '../../../../../src/core/operation/plan/changedSince.js';
import type { OperationPlan, PlannedGuard } from '../../../../../src/core/operation/plan/operationPlan.js';
import type { Stage } from '../../../../../src/core/operation/stage.js';
import { planChangedText } from '../../../../../src/view/words/operation/operationPlanWords.js';
import { observeStage, operationPlan, restartStage, scaleStage } from '../../../support/operations.js';
import { servicePlan } from '../../../support/plans.js';

const limits = (verdict: 'pass' | 'block', target = 6): PlannedGuard => ({
  title: 'PDF Worker',
  guard: { guard: 'limits', verdict, target, min: 1, max: 5 },
});
const drift = (verdict: 'pass' | 'warn', title = 'PDF Worker'): PlannedGuard => ({
  title,
  guard: { guard: 'drift', verdict, image: undefined, file: verdict === 'pass' ? 'same' : 'differs', byCompose: false },
});
const planned = (guards: readonly PlannedGuard[], stages: readonly Stage[] = [scaleStage(3, 6)]): OperationPlan =>
  operationPlan(stages, { guards });

describe('whether a plan is still what a person saw', () => {
  it('is so while its stages are the same and no guard finds anything worse', () => {
    const seen = planned([limits('pass'), drift('warn')]);
    for (const guards of [
      [limits('pass', 9), drift('warn')],
      [limits('pass'), drift('pass')],
      [drift('warn'), limits('pass')],
      [],
    ])
      assert.equal(changedSince(seen, planned(guards)), undefined);
    assert.equal(changedSince(planned([limits('block')]), planned([limits('block')])), undefined, 'overridden');
  });

  it('is no more once a guard blocks that did not, warns that passed, or is of another service', () => {
    assert.deepEqual(changedSince(planned([limits('pass')]), planned([limits('block')])), {
      change: 'guard',
      guard: limits('block'),
    });
    assert.equal(changedSince(planned([]), planned([drift('warn')]))?.change, 'guard');
    assert.equal(changedSince(planned([drift('warn', 'Web')]), planned([drift('warn')]))?.change, 'guard');
  });

  it('looks at the guards of each service, too', () => {
    const services = [servicePlan({ guards: [{ guard: 'host-ports', verdict: 'block', ports: [80] }] })];
    assert.equal(changedSince(planned([]), { ...planned([]), services })?.change, 'guard');
  });

  it('is still the same where a replica has ended and was started by itself meanwhile', () => {
    const at = (startedAt: number) => planned([], [{ ...restartStage(['a']), startedAt: { a: startedAt } } as Stage]);
    assert.equal(changedSince(at(1), at(2)), undefined);
  });

  it('is no more once its stages are others', () => {
    const down = [scaleStage(10, 5), observeStage(600_000), scaleStage(5, 3)];
    for (const [seen, now] of [
      [[scaleStage(3, 6)], [scaleStage(4, 6)]],
      [[scaleStage(3, 6)], [scaleStage(3, 6), scaleStage(1, 2, 'web', 'Web')]],
      [[restartStage(['a', 'b'])], [restartStage(['a', 'c'])]],
      [down, [scaleStage(10, 5), observeStage(60_000), scaleStage(5, 3)]],
      [[scaleStage(3, 6)], []],
    ] as const)
      assert.deepEqual(changedSince(planned([], seen), planned([], now)), { change: 'stages' });
  });

  it('is said with what is worse, and what to do', () => {
    assert.match(
      planChangedText({ change: 'guard', guard: limits('block') }),
      /^The plan is not what it was when it was shown: .*5.*\. Nothing was started; look at it again\.$/,
    );
    assert.match(planChangedText({ change: 'stages' }), /Nothing was started; look at it again\.$/);
  });
});
