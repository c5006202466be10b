import assert from 'node:assert/strict';
import { isNewlyBlocked } from '../../../../../src/core/operation/plan/newlyBlocked.js';
import type { Guard } from '../../../../../src/core/scaling/guards/guard.js';
import { servicePlan } from '../../../support/plans.js';
import { operationPlan } from '../../../support/teamOperations.js';

const limits = (verdict: 'pass' | 'warn' | 'block', target: number, min = 1, max = 50): Guard => ({
  ...{ guard: 'limits', verdict, target, min, max },
});
const room = (verdict: 'pass' | 'block'): Guard => ({
  ...{ guard: 'node-room', verdict, each: { cpus: 1, memoryBytes: undefined } },
  ...{ by: 'reservations', adds: 3, fits: 1, rooms: [] },
});
const ports: Guard = { guard: 'host-ports', verdict: 'block', ports: [80] };

/** A stage of an operation that takes web to `goal`, whose plan had `seen`, as it looks now. */
const isNew = (now: readonly Guard[], seen: readonly Guard[], goal = 6): boolean =>
  isNewlyBlocked(
    operationPlan({ after: { web: goal }, services: [servicePlan({ guards: seen })] }),
    servicePlan({ guards: now }),
  );

describe('what stands in the way of a stage', () => {
  it('is new where the person saw nothing of it', () => {
    assert.equal(isNew([], []), false);
    assert.equal(isNew([ports], []), true);
    assert.equal(isNew([room('block')], [room('pass')]), true);
    assert.equal(isNew([room('pass')], [room('pass')]), false);
    assert.equal(isNew([{ guard: 'in-runbook', verdict: 'block' }], [limits('pass', 6)]), true);
  });

  it('is what they set aside, where they saw the same of the same service', () => {
    assert.equal(isNew([room('block')], [room('block')]), false);
    assert.equal(isNew([room('block'), ports], [room('block')]), true);
    const other = servicePlan({ serviceId: 'compose:shop/api', service: 'api', guards: [room('block')] });
    const plan = operationPlan({ services: [other, servicePlan({ guards: [] })] });
    assert.equal(isNewlyBlocked(plan, servicePlan({ guards: [room('block')] })), true);
  });

  it('is no limit that a count on the way is outside of', () => {
    assert.equal(isNew([limits('block', 5, 1, 4)], [limits('pass', 1, 1, 4)], 1), false);
    assert.equal(isNew([limits('block', 3, 5, 9)], [limits('pass', 5, 5, 9)], 5), false);
  });

  it('is a limit that the last count is outside of by now, unless it was seen to be', () => {
    assert.equal(isNew([limits('block', 3, 1, 2)], [limits('pass', 6)]), true);
    assert.equal(isNew([limits('block', 6, 1, 5)], [limits('warn', 6, 1, 5)]), false);
    assert.equal(isNew([limits('pass', 3, 1, 4)], [limits('pass', 6)]), true, 'before the first step');
  });
});
