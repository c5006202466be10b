import assert from 'node:assert/strict';
import { connectedFeed } from '../../../../src/app/operations/connectedFeed.js';
import { failure } from '../support/fakeConnection.js';
import { settle } from '../support/manualClock.js';
import { valueOf, watch } from '../support/watch.js';
import { World } from '../support/world.js';

const never = new AbortController().signal;
const feedOf = (world: World, signal = never) => connectedFeed(world.session, world.store, signal);

describe('the feed that a command works with', () => {
  it('is the open one, at once', async () => {
    const world = new World();
    await world.connected();
    assert.deepEqual(await valueOf(feedOf(world)), { ok: true, value: world.session.current });
    assert.equal(world.connections.length, 1);
  });

  it('is waited for while the connection is being made', async () => {
    const world = new World();
    world.prepare = (connection) => (connection.opensAtOnce = false);
    world.session.demand.acquire();
    const waiting = watch(feedOf(world));
    await settle();
    assert.equal(waiting.phase, 'pending');
    world.connection.open();
    await settle();
    assert.deepEqual(waiting.value, { ok: true, value: world.session.current });
  });

  it('is waited for over a stream that broke', async () => {
    const world = new World();
    await world.connected();
    world.connection.breakStream();
    await settle();
    const waiting = watch(feedOf(world));
    await world.clock.advance(500);
    assert.deepEqual(waiting.value, { ok: true, value: world.session.current });
    assert.equal(world.connections.length, 2);
  });

  it('cannot be had when the connection fails, and the failure says why', async () => {
    const world = new World();
    world.refusal = failure('no-permission');
    world.session.demand.acquire();
    assert.deepEqual(await valueOf(feedOf(world)), { ok: false, error: failure('no-permission') });
  });

  it('is tried for anew when the last attempt failed a while ago', async () => {
    const world = new World();
    world.refusal = failure('no-engine');
    world.session.demand.acquire();
    await world.clock.advance(20_000);
    world.refusal = undefined;
    assert.equal((await valueOf(feedOf(world))).ok, true);
  });

  it('cannot be had when that new attempt fails, too, and it is that failure that is told', async () => {
    const world = new World();
    world.refusal = failure('no-engine');
    world.session.demand.acquire();
    await world.clock.advance(20_000);
    world.refusal = failure('timed-out');
    assert.deepEqual(await valueOf(feedOf(world)), { ok: false, error: failure('timed-out') });
  });

  const stops = { cancelled: new Error('stop'), 'timed-out': new DOMException('late', 'TimeoutError') } as const;
  for (const [reason, cause] of Object.entries(stops)) {
    it(`is ${reason} when its signal says so`, async () => {
      const world = new World();
      world.prepare = (connection) => (connection.opensAtOnce = false);
      world.session.demand.acquire();
      const stopper = new AbortController();
      const waiting = watch(feedOf(world, stopper.signal));
      await settle();
      stopper.abort(cause);
      await settle();
      assert.equal(waiting.value?.ok === false && waiting.value.error.reason, reason);
    });
  }
});
