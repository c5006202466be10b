import assert from 'node:assert/strict';
import { runbookFor } from '../../../../src/core/runbook/bundledRunbook.js';
import { isBlocked } from '../../../../src/core/scaling/plan.js';
import { planRestart } from '../../../../src/core/scaling/planRestart.js';
import type { ServicePlan } from '../../../../src/core/scaling/plan.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { containerRecord } from '../../support/containerRecord.js';
import { stackOf } from '../../support/stacks.js';

function restart(records: readonly ContainerRecord[], only?: ContainerRecord): ServicePlan {
  const stack = stackOf(...records);
  const [service] = stack.services;
  assert.ok(service);
  return planRestart(stack, runbookFor(stack, []), service, only && [only.containerId]);
}

const three = [
  containerRecord('web', 1),
  containerRecord('web', 2, { state: 'exited', exitCode: 1 }),
  containerRecord('web', 3),
];

describe('planRestart', () => {
  it('restarts the running replicas in their order and changes no count', () => {
    const plan = restart(three);
    assert.deepEqual(
      plan.steps.map(({ kind, number }) => [kind, number]),
      [
        ['restart', 1],
        ['restart', 3],
      ],
    );
    assert.deepEqual([plan.kind, plan.from, plan.to, plan.seen.length, isBlocked(plan)], ['restart', 3, 3, 3, false]);
  });

  it('restarts one replica alone, a stopped one as well', () => {
    assert.deepEqual(
      restart(three, three[2]).steps.map(({ number }) => number),
      [3],
    );
    assert.deepEqual(
      restart(three, three[1]).steps.map(({ number }) => number),
      [2],
    );
    assert.deepEqual(restart(three, containerRecord('web', 9)).steps, []);
  });

  it('warns where the only replica goes away for it', () => {
    const warning = { guard: 'only-replica', verdict: 'warn', canGrow: true };
    assert.deepEqual(restart([containerRecord('web', 1)]).guards, [
      { guard: 'health-check', verdict: 'pass' },
      warning,
    ]);
    assert.equal(
      restart(three, three[2]).guards.some(({ guard }) => guard === 'only-replica'),
      false,
    );
  });

  it('offers no second one where there can be only one', () => {
    const one = containerRecord('web', 1);
    for (const obstacle of [{ customName: true }, { fixedHostPorts: [80] }]) {
      const unique = { ...one, obstacles: { ...one.obstacles, ...obstacle } };
      assert.deepEqual(restart([unique]).guards.at(-1), { guard: 'only-replica', verdict: 'warn' });
    }
  });

  it('warns where nothing checks that a replica is back', () => {
    const unchecked = containerRecord('web', 4, { health: 'none', healthCheck: undefined });
    assert.deepEqual(restart([...three, unchecked]).guards, [{ guard: 'health-check', verdict: 'warn' }]);
    assert.deepEqual(restart(three).guards, [{ guard: 'health-check', verdict: 'pass' }]);
  });

  it('leaves out a replica on its way out', () => {
    const plan = restart([containerRecord('web', 1), containerRecord('web', 2, { state: 'removing' })]);
    assert.deepEqual([plan.steps.map(({ number }) => number), plan.from], [[1], 1]);
  });
});
