import assert from 'node:assert/strict';
import type { Operation } from '../../../../src/core/operation/operation.js';
import type { PlannedGuard } from '../../../../src/core/operation/plan/operationPlan.js';
import { operationOf, operationPlan, scaleStage } from '../../support/operations.js';
import { actingAlone, due } from '../support/actingAlone.js';
import { failure } from '../support/fakeConnection.js';
import type { OperationWorld } from '../support/operationWorld.js';
import { web } from '../support/runnerWorld.js';
import { inMemory } from '../support/world.js';

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

describe('acting alone on the schedule while something passes that is in the way', () => {
  for (const [title, first, begin, end] of [
    [
      'the engine gave no answer',
      'failed',
      ({ connection }: OperationWorld) => void connection.failures.set('list', failure('timed-out')),
      ({ connection }: OperationWorld) => void connection.failures.delete('list'),
    ],
    [
      'other windows could not be kept off',
      'refused',
      (world: OperationWorld) => void (world.locks.acquire = () => Promise.reject(new Error('ENOSPC'))),
      (world: OperationWorld) => void Reflect.deleteProperty(world.locks, 'acquire'),
    ],
  ] as const)
    it(`tries again each minute, and tells of it once, where ${title}`, async () => {
      const { world, told, decide, running } = await actingAlone();
      begin(world);
      for (let tries = 0; tries < 3; tries += 1) {
        await decide(due());
        await world.clock.advance(60_000);
      }
      assert.deepEqual([running(), told.map(({ result }) => result)], [1, [first]]);
      end(world);
      await decide(due());
      assert.deepEqual([running(), told.map(({ result }) => result)], [3, [first, 'done']]);
      await world.clock.advance(60_000);
      await decide(due());
      assert.equal(told.length, 2);
    });

  it('sees to it on the context that it is for once that is pinned again', async () => {
    const { world, told, decide, running } = await actingAlone();
    const release = world.connection.hold('list');
    const deciding = decide(due());
    await world.choice.pin('there');
    release();
    await deciding;
    await world.choice.pin('here');
    await world.clock.advance(60_000);
    assert.deepEqual([running(), told], [1, []]);
    await decide(due());
    assert.deepEqual([running(), told.map(({ result }) => result)], [3, ['done']]);
  });

  it('goes on from where somebody brought it meanwhile, who stopped short of what is due', async () => {
    const { world, decide, running } = await actingAlone();
    // Not told by the engine yet: only the plan, which asks anew, comes to see it.
    world.add('here', web(2));
    await decide(due());
    assert.equal(running(), 2);
    await world.clock.advance(60_000);
    await decide(due({ from: 2 }));
    assert.equal(running(), 3);
  });

  it('writes down what was thrown, and tries again', async () => {
    const { world, set, told, decide, running } = await actingAlone();
    const { operations } = set;
    set.operations = Promise.reject(new Error('half a file'));
    await decide(due());
    assert.match(world.warnings.join(), /schedule asks of web.*half a file/);
    set.operations = operations;
    await world.clock.advance(60_000);
    await decide(due());
    assert.deepEqual([running(), told.map(({ result }) => result)], [3, ['done']]);
  });

  it('does not do again what began, though its end could not be written down', async () => {
    const { world, told, decide, running } = await actingAlone();
    world.onWrite = ({ event }) => {
      if (event === 'ended') throw new Error('ENOSPC');
    };
    await decide(due());
    assert.deepEqual([running(), told.map(({ result }) => result)], [3, ['refused']]);
    world.onWrite = () => undefined;
    for (const id of ['new-2', 'new-3']) world.connection.containers.delete(id);
    world.store.update({ operations: [] });
    await world.clock.advance(60_000);
    await decide(due());
    assert.deepEqual([running(), told.length], [1, 1]);
  });

  it('is still to do where the window was reloaded before it began', async () => {
    const memory = inMemory();
    const first = await actingAlone({ memory });
    const release = first.world.connection.hold('list');
    await first.decide(due());
    first.actor.dispose();
    release();
    const second = await actingAlone({ memory });
    await second.decide(due());
    assert.deepEqual([second.running(), second.told.length], [3, 1]);
  });
});
