import assert from 'node:assert/strict';
import type { Operation } from '../../../../src/core/operation/operation.js';
import type { PlannedGuard } from '../../../../src/core/operation/operationPlan.js';
import { operationOf, operationPlan, scaleStage } from '../../support/operations.js';
import { actingAlone, due } from '../support/actingAlone.js';
import type { OperationWorld } from '../support/operationWorld.js';

const atWork: PlannedGuard = {
  title: 'web',
  guard: { guard: 'changing', verdict: 'block', found: 'operation', holder: 'the other one' },
};

describe('acting alone on the schedule while others are at work', () => {
  /** Somebody's, on another service of the stack. */
  const another = (context: string): Operation =>
    operationOf(operationPlan([scaleStage(3, 6, 'worker')], { context }), [], { operation: 'another' });

  it('waits for an operation that is at work on the stack, and acts after it while it is still due', async () => {
    const { world, told, decide, running } = await actingAlone();
    world.store.update({ operations: [another('here')] });
    await decide(due());
    await decide(due());
    assert.deepEqual([running(), told], [1, []]);
    world.store.update({ operations: [] });
    await decide(due());
    assert.deepEqual([running(), told.map(({ result }) => result)], [3, ['done']]);
  });

  it('does not act after it on what is over by then, and minds no operation of another context', async () => {
    const { world, told, decide, running } = await actingAlone();
    world.store.update({ operations: [another('here')] });
    await decide(due());
    world.store.update({ operations: [another('there')] });
    await decide({ ...due(), recommendation: undefined });
    assert.deepEqual([running(), told], [1, []]);
    await decide(due());
    assert.equal(running(), 3);
  });

  for (const [title, begin, end] of [
    [
      'by what a plan finds',
      (world: OperationWorld) => void (world.findings = { ...world.findings, guards: [atWork] }),
      (world: OperationWorld) => void (world.findings = { ...world.findings, guards: [] }),
    ],
    [
      'at the last moment',
      (world: OperationWorld) => void world.locks.holders.set('e1|compose:shop/web', 'the other one'),
      (world: OperationWorld) => world.locks.holders.clear(),
    ],
  ] as const)
    it(`tries again a minute later where another window is at work on the service, ${title}`, async () => {
      const { world, told, decide, running } = await actingAlone();
      begin(world);
      await decide(due());
      end(world);
      await decide(due());
      assert.deepEqual([running(), told], [1, []]);
      await world.clock.advance(60_000);
      await decide(due());
      assert.deepEqual([running(), told.map(({ result }) => result)], [3, ['done']]);
      await world.clock.advance(60_000);
      await decide(due());
      assert.equal(told.length, 1);
    });
});
