import assert from 'node:assert/strict';
import { undoOf } from '../../../../src/core/operation/followUp.js';
import type { OperationPlan } from '../../../../src/core/operation/plan/operationPlan.js';
import { web, fakeScaler } from '../support/runnerWorld.js';
import { OperationWorld } from '../support/operationWorld.js';

const longMs = 60 * 60_000;

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** A shop with so many replicas of web, whose runbook allows `min` to `max` of it. */
async function setup(count: number, min: number, max: number, changes: Parameters<typeof web>[1] = {}) {
  const world = new OperationWorld(...range(count).map((number) => web(number, changes)));
  world.scaler = fakeScaler(world, 'healthy');
  await world.connected();
  const allow = (low: number, high: number): void => {
    const runbooks = world.store.state.runbooks.map(({ runbook, ...rest }) => ({
      ...rest,
      runbook: { ...runbook, otherServices: { ...runbook.otherServices, min: low, max: high } },
    }));
    world.store.update({ runbooks });
  };
  allow(min, max);
  return { world, allow };
}

const countsOn = (plan: OperationPlan): readonly number[] =>
  plan.stages.flatMap((stage) => (stage.stage === 'scale' ? [stage.to] : []));

const limitsIn = (plan: OperationPlan) =>
  plan.services.flatMap(({ guards }) => guards.flatMap(({ guard, verdict }) => (guard === 'limits' ? [verdict] : [])));

async function carryOut(world: OperationWorld, plan: OperationPlan) {
  world.operate(plan);
  await world.clock.advance(longMs);
  const { result, counts } = world.operation?.outcome ?? {};
  return [result, counts];
}

describe('the stages of an operation', () => {
  it('go down from above the limits, by counts that are outside of them', async () => {
    const { world } = await setup(10, 1, 4);
    const plan = await world.plan({ counts: { web: 1 } });
    assert.deepEqual([countsOn(plan), limitsIn(plan)], [[5, 3, 2, 1], ['pass']]);
    assert.deepEqual(await carryOut(world, plan), ['done', { web: 1 }]);
  });

  it('go up from below them likewise', async () => {
    const { world } = await setup(1, 5, 9);
    const plan = await world.plan({ counts: { web: 5 } });
    assert.deepEqual([countsOn(plan), limitsIn(plan)], [[3, 5], ['pass']]);
    assert.deepEqual(await carryOut(world, plan), ['done', { web: 5 }]);
  });

  it('are not begun where the count that they come to is outside of limits that somebody has changed', async () => {
    const { world, allow } = await setup(1, 1, 9);
    const plan = await world.plan({ counts: { web: 5 } });
    allow(1, 4);
    assert.deepEqual(await carryOut(world, plan), ['failed', { web: 1 }]);
  });

  it('go on over what was in the way when the person said yes, and over nothing that came since', async () => {
    const obstacles = { ...web(1).obstacles, fixedHostPorts: [80] };
    const held = await setup(1, 1, 9, { obstacles });
    const seen = await held.world.plan({ counts: { web: 2 } });
    assert.deepEqual(await carryOut(held.world, seen), ['done', { web: 2 }]);
    const { world } = await setup(1, 1, 9);
    const plan = await world.plan({ counts: { web: 2 } });
    world.connection.put(web(1, { obstacles }));
    assert.deepEqual(await carryOut(world, plan), ['failed', { web: 1 }]);
  });

  it('lead back to counts outside of the limits, with a warning', async () => {
    const { world } = await setup(6, 1, 5);
    assert.deepEqual(await carryOut(world, await world.plan({ counts: { web: 4 } })), ['done', { web: 4 }]);
    const back = world.operation && undoOf(world.operation);
    assert.ok(back);
    const plan = await world.plan(back);
    assert.deepEqual([countsOn(plan), limitsIn(plan)], [[6], ['warn']]);
    assert.deepEqual(limitsIn(await world.plan({ ...back, kind: 'scale' })), ['block']);
    assert.deepEqual(await carryOut(world, plan), ['done', { web: 6 }]);
  });
});
