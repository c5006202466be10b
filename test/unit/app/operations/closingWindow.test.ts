import assert from 'node:assert/strict';
import type { OperationRequest } from '../../../../src/core/operation/plan/operationRequest.js';
import { OperationWorld } from '../support/operationWorld.js';
import { fakeScaler, web } from '../support/runnerWorld.js';

async function setup(): Promise<OperationWorld> {
  const world = new OperationWorld(web(1));
  world.scaler = fakeScaler(world, 'healthy');
  await world.connected();
  return world;
}

const start = async (world: OperationWorld, counts: OperationRequest['counts']) =>
  world.operate(await world.plan({ counts }));

const closed = { ok: false, error: { reason: 'closed' } };

describe('an operation whose window closes', () => {
  for (const [when, beforeMs] of [
    ['a wait', 10_000],
    ['its first stage', 0],
  ] as const)
    it(`in ${when} is left as it is: nothing more is written, begun or held`, async () => {
      const world = await setup();
      const running = await start(world, { web: 10 });
      if (beforeMs > 0) await world.clock.advance(beforeMs);
      else await world.store.until(({ operations }) => operations.length > 0, new AbortController().signal);
      world.operationRunner.dispose();
      const [lines, containers] = [world.lines.length, world.connection.containers.size];
      world.session.dispose();
      await world.clock.advance(100_000);
      assert.deepEqual(running.value, closed);
      assert.equal(world.operation?.outcome, undefined);
      assert.deepEqual([world.lines.length, world.engines['here']?.size], [lines, containers]);
      assert.deepEqual([...world.locks.holders], []);
    });

  it('before there is an answer to what it came to is left open', async () => {
    const world = await setup();
    world.onWrite = (event) => {
      if (event.event !== 'stage-ended') return;
      const release = world.connection.hold('list');
      world.clock.after(10, () => {
        world.operationRunner.dispose();
        release();
      });
    };
    const running = await start(world, { web: 2 });
    await world.clock.advance(1000);
    assert.deepEqual(running.value, closed);
    assert.equal(world.events.at(-1)?.event, 'stage-ended');
  });

  it('does not begin any more', async () => {
    const world = await setup();
    const running = world.operate(await world.plan({ counts: { web: 3 } }));
    world.operationRunner.dispose();
    await world.clock.advance(1000);
    assert.deepEqual(running.value, closed);
    assert.deepEqual([world.lines, world.connection.containers.size, world.locks.holders.size], [[], 1, 0]);
  });
});
