import assert from 'node:assert/strict';
import { hasPendingWork } from '../../../../../src/app/operations/after/pendingWork.js';
import { UnderWayMemory } from '../../../../../src/app/operations/run/underWayMemory.js';
import { LiveStore } from '../../../../../src/app/live/liveStore.js';
import { ended, operationOf, operationPlan, scaleStage } from '../../../support/operations.js';
import { OperationWorld } from '../../support/operationWorld.js';
import { fakeScaler, web } from '../../support/runnerWorld.js';
import { inMemory } from '../../support/world.js';

async function setup(): Promise<OperationWorld> {
  const world = new OperationWorld(web(1));
  world.scaler = fakeScaler(world, 'healthy');
  new UnderWayMemory(world.store, world.memory);
  await world.journal.load();
  await world.connected();
  return world;
}

describe('what is kept in mind of operations under way', () => {
  it('is there from before the first line to after the last', async () => {
    const world = await setup();
    const pending: string[] = [];
    world.onWrite = ({ event }) => pending.push(`${event} ${hasPendingWork(world.memory)}`);
    assert.equal(hasPendingWork(world.memory), false);
    world.operate(await world.plan({ counts: { web: 2 } }));
    await world.clock.advance(1000);
    assert.deepEqual([pending[0], pending.at(-1)], ['started true', 'ended true']);
    assert.equal(hasPendingWork(world.memory), false);
  });

  it('is there before the first line also where nobody has read the journal, and whatever else comes in then', async () => {
    const world = new OperationWorld(web(1));
    await world.connected();
    const pending: boolean[] = [];
    world.onWrite = () => pending.push(hasPendingWork(world.memory));
    world.operate(await world.plan({ counts: { web: 2 } }));
    await world.clock.advance(100);
    assert.equal(pending[0], true);

    const read = await setup();
    read.onWrite = ({ event }) => {
      if (event !== 'started') return;
      read.store.update({ readingIntervalMs: 7000 });
      pending.push(hasPendingWork(read.memory));
    };
    read.operate(await read.plan({ counts: { web: 2 } }));
    await read.clock.advance(1000);
    assert.equal(pending.at(-1), true);
  });

  it('stays where the window closes in the middle', async () => {
    const world = await setup();
    world.operate(await world.plan({ counts: { web: 10 } }));
    await world.clock.advance(10_000);
    world.operationRunner.dispose();
    await world.clock.advance(100_000);
    assert.equal(hasPendingWork(world.memory), true);
  });

  it('goes where the operation did not begin', async () => {
    const world = await setup();
    world.onWrite = () => assert.fail('no space left on device');
    world.operate(await world.plan({ counts: { web: 2 } }));
    await world.clock.advance(1000);
    assert.equal(hasPendingWork(world.memory), false);
  });

  it('keeps no operation from beginning', async () => {
    const world = await setup();
    world.memory.set = () => Promise.reject(new Error('no room'));
    const running = world.operate(await world.plan({ counts: { web: 2 } }));
    await world.clock.advance(1000);
    assert.equal(running.value?.ok, true);
    assert.match(world.warnings.join(), /not kept in mind: no room/);
  });

  it('is what the journal says once it has been read, and not before', () => {
    const [store, memory] = [new LiveStore(), inMemory({ underWay: 'yes' })];
    new UnderWayMemory(store, memory);
    store.update({ readingIntervalMs: 7000 });
    assert.equal(hasPendingWork(memory), true);
    const plan = operationPlan([scaleStage(3, 6)]);
    store.update({ operations: [operationOf(plan)] });
    assert.equal(hasPendingWork(memory), true);
    store.update({ operations: [operationOf(plan, [[1, ended('interrupted', { worker: 4 })]])] });
    assert.equal(hasPendingWork(memory), false);
    store.update({ operations: [operationOf(plan)] });
    assert.equal(hasPendingWork(memory), true);
  });
});
