import assert from 'node:assert/strict';
import { OperationWorld } from '../support/operationWorld.js';
import { fakeScaler, web } from '../support/runnerWorld.js';

async function setup() {
  const world = new OperationWorld(web(1));
  world.scaler = fakeScaler(world, 'healthy');
  await world.connected();
  const events = (): readonly string[] => world.events.map(({ event }) => event);
  return { world, events };
}

describe('the services of an operation', () => {
  const times = [{ service: 'web', averageMs: 12, p95Ms: 30 }];

  it('are timed before anything is changed, and what they took is kept', async () => {
    const { world, events } = await setup();
    let answered = (): void => undefined;
    world.timesBefore = async () => {
      await new Promise<void>((resolve) => (answered = resolve));
      return times;
    };
    const running = world.operate(await world.plan({ counts: { web: 2 } }));
    await world.clock.advance(1000);
    assert.deepEqual(events(), ['started']);
    answered();
    await world.clock.advance(1000);
    assert.equal(running.value?.ok, true);
    assert.deepEqual(events().slice(0, 3), ['started', 'timed', 'stage-begun']);
    assert.deepEqual(world.operation?.timesBefore, times);
  });

  it('are changed all the same where nothing of them answered', async () => {
    const { world, events } = await setup();
    const running = world.operate(await world.plan({ counts: { web: 2 } }));
    await world.clock.advance(1000);
    assert.equal(running.value?.ok, true);
    assert.deepEqual(events().slice(0, 2), ['started', 'stage-begun']);
  });

  it('are not changed where it was cancelled while they were timed', async () => {
    const { world, events } = await setup();
    world.timesBefore = (_operation, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(times)));
    world.operate(await world.plan({ counts: { web: 2 } }));
    await world.clock.advance(1000);
    world.operationRunner.cancel(world.operation?.id ?? '');
    await world.clock.advance(1000);
    assert.deepEqual(events(), ['started', 'timed', 'ended']);
    assert.equal(world.operation?.outcome?.result, 'cancelled');
  });
});
