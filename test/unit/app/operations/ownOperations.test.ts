import assert from 'node:assert/strict';
import { settle } from '../support/manualClock.js';
import { OperationWorld } from '../support/operationWorld.js';
import { fakeScaler, web } from '../support/runnerWorld.js';

async function setup(): Promise<OperationWorld> {
  const world = new OperationWorld(web(1));
  world.scaler = fakeScaler(world, 'healthy');
  await world.connected();
  return world;
}

describe('an operation of this window', () => {
  it('is its own from before its first line to its last', async () => {
    const world = await setup();
    const own: string[] = [];
    world.onWrite = ({ event, operation }) => own.push(`${event} ${world.store.state.own.get(operation) ?? '-'}`);
    world.operate(await world.plan({ counts: { web: 2 } }));
    await world.clock.advance(1000);
    assert.deepEqual([own[0], own.at(-1), world.store.state.own.size], ['started running', 'ended running', 0]);
  });

  it('is its own until what comes after it was taken up', async () => {
    const world = await setup();
    const own: unknown[] = [];
    world.operationRunner.onDidEnd(({ id }) => own.push(world.store.state.own.get(id)));
    world.operate(await world.plan({ counts: { web: 2 } }));
    await world.clock.advance(1000);
    assert.deepEqual([own, world.store.state.own.size], [['running'], 0]);
  });

  it('tells its id once it is in the journal, whatever is read there meanwhile', async () => {
    const world = await setup();
    const ids: string[] = [];
    const plan = await world.plan({ counts: { web: 10 } });
    const begun = (id: string): void => void ids.push(id);
    void world.operationRunner.run(plan, [], new AbortController().signal, begun);
    await world.clock.advance(10_000);
    await world.journal.readAgain();
    assert.deepEqual(ids, [world.operation?.id]);
    assert.notEqual(world.operation?.plan, plan);
  });

  it('is cancelled in a wait at once, and says what there is', async () => {
    const world = await setup();
    const stopper = new AbortController();
    const running = world.operate(await world.plan({ counts: { web: 10 } }), stopper.signal);
    await world.clock.advance(10_000);
    stopper.abort();
    await settle();
    await settle();
    assert.equal(running.value?.ok, true);
    assert.deepEqual([world.operation?.outcome?.result, world.operation?.outcome?.counts], ['cancelled', { web: 3 }]);
    assert.deepEqual(
      world.operation?.stages.map(({ phase }) => phase),
      ['done', 'unfinished', 'left-out'],
    );
  });

  it('can be cancelled by its id', async () => {
    const world = await setup();
    world.operate(await world.plan({ counts: { web: 10 } }));
    await world.clock.advance(10_000);
    const { id = '' } = world.operation ?? {};
    assert.equal(world.operationRunner.cancel(id), true);
    assert.equal(world.store.state.own.get(id), 'cancelling');
    await settle();
    await settle();
    assert.equal(world.operation?.outcome?.result, 'cancelled');
    assert.deepEqual([world.store.state.own.size, world.operationRunner.cancel(id)], [0, false]);
  });

  it('does not begin where no lock can be kept, and says so', async () => {
    const world = await setup();
    world.locks.acquire = () => Promise.reject(new Error('ENOSPC: no space left on device'));
    const running = world.operate(await world.plan({ counts: { web: 3 } }));
    await world.clock.advance(1000);
    const error = { reason: 'locks', detail: 'ENOSPC: no space left on device' };
    assert.deepEqual(running.value, { ok: false, error });
    assert.deepEqual([world.lines, world.connection.containers.size], [[], 1]);
  });

  it('is nobody’s where it did not begin', async () => {
    const world = await setup();
    world.onWrite = () => assert.fail('no space left on device');
    world.operate(await world.plan({ counts: { web: 3 } }));
    await world.clock.advance(1000);
    assert.equal(world.store.state.own.size, 0);
  });
});
