import assert from 'node:assert/strict';
import { blockOnTheWay } from '../../../../../src/core/operation/plan/blockOnTheWay.js';
import type { PlannedGuard } from '../../../../../src/core/operation/plan/operationPlan.js';
import type { Refusal } from '../../../../../src/core/policy/decision.js';
import type { CalmGuard, HostGuard, Verdict } from '../../../../../src/core/scaling/guards/guard.js';
import { operationPlan, servicePlan } from '../../../support/plans.js';

const until = undefined;
const hours: Refusal = { refusal: 'business-hours', until };
const ownStep: Refusal = { refusal: 'cooldown', direction: 'down', lastAt: 1, until };
const ownLoad: Refusal = { refusal: 'not-long-enough', metric: 'cpu', below: 40, heldMs: 1, holdMs: 2, until };

const calm = (verdict: Verdict, refusals: readonly Refusal[], known = true): PlannedGuard => {
  const against = refusals.map((refusal) => ({ refusal, metric: undefined }));
  const guard: CalmGuard = { guard: 'calm', verdict, service: 'web', known, against, at: 1 };
  return { title: 'web', guard };
};
const memory = (verdict: Verdict): PlannedGuard => {
  const figures = { needed: 9, free: 1, total: 9, atMost: false, refused: undefined };
  const guard: HostGuard = {
    guard: 'host-memory',
    verdict,
    ...figures,
    unknown: [],
    problems: [],
    fits: [],
    spared: [],
  };
  return { title: undefined, guard };
};
const found = (seen: readonly PlannedGuard[], now: readonly PlannedGuard[]): string | undefined =>
  blockOnTheWay(operationPlan([servicePlan()], { guards: seen }), now)?.guard.guard;

describe('what stands in the way of an operation that is under way', () => {
  it('is what blocks now and passed, or only warned, when the plan was confirmed', () => {
    assert.equal(found([], [calm('block', [hours])]), 'calm');
    assert.equal(found([memory('warn')], [memory('block')]), 'host-memory');
    assert.equal(found([memory('pass')], [memory('warn')]), undefined);
  });

  it('is nothing that was set aside with a reason, nor calm that only warned', () => {
    assert.equal(found([memory('block')], [memory('block')]), undefined);
    assert.equal(found([calm('block', [ownLoad])], [calm('block', [hours])]), undefined);
    assert.equal(found([calm('warn', [hours])], [calm('block', [hours])]), undefined);
    assert.equal(found([calm('block', [hours])], [{ ...calm('block', [hours]), title: 'another' }]), 'calm');
  });

  it('is not what the steps before have brought about, and says nothing of that', () => {
    assert.equal(found([], [calm('block', [ownStep, ownLoad])]), undefined);
    const check = blockOnTheWay(operationPlan([servicePlan()]), [calm('block', [ownStep, hours])]);
    assert.deepEqual(check, calm('block', [hours]));
  });

  it('is that nobody can say whether it is calm', () => {
    assert.equal(found([], [calm('block', [], false)]), 'calm');
  });

  it('is none of the checks that a stage makes by itself', () => {
    const changing: PlannedGuard = {
      title: 'web',
      guard: { guard: 'changing', verdict: 'block', found: 'operation', holder: '' },
    };
    assert.equal(found([], [changing]), undefined);
  });
});
