import assert from 'node:assert/strict';
import type { ConnectionState } from '../../../../src/core/connection/connectionState.js';
import { containerRecord } from '../../support/containerRecord.js';
import { failure } from '../support/fakeConnection.js';
import { settle } from '../support/manualClock.js';
import { World } from '../support/world.js';

const web = containerRecord('web', 1);

function setup(): World {
  const world = new World();
  world.add('here', web);
  world.add('there', containerRecord('api', 1));
  return world;
}

describe('the session with an engine', () => {
  it('connects to nothing while nobody asks', async () => {
    const world = setup();
    await world.session.refresh();
    await world.clock.advance(60_000);
    assert.deepEqual([world.attempts, world.phase, world.session.current], [[], 'idle', undefined]);
  });

  it('goes from idle over connecting to connected, which comes together with the first snapshot', async () => {
    const world = setup();
    const told: string[] = [];
    world.store.onDidChange((state) => told.push(`${state.connection.phase} ${state.snapshot ? 'listed' : 'empty'}`));
    const connection = await world.connected();
    assert.deepEqual(told, ['connecting empty', 'connected listed']);
    assert.deepEqual(world.shown, ['web-1']);
    assert.deepEqual(world.store.state.connection, {
      phase: 'connected',
      context: connection.context,
      info: connection.info,
    });
    assert.equal(world.session.current?.connection, connection);
  });

  it('serves all who ask with one connection', async () => {
    const world = setup();
    await world.connected();
    await world.connected();
    assert.deepEqual(world.attempts, ['here']);
  });

  it('lingers for ten seconds after the last one has left, then lets go of everything', async () => {
    const world = setup();
    const lease = world.session.demand.acquire();
    await settle();
    lease.dispose();
    await world.clock.advance(9_999);
    assert.deepEqual([world.phase, world.connection.disposed, world.connection.streaming], ['connected', 0, true]);
    await world.clock.advance(1);
    await settle();
    assert.deepEqual([world.phase, world.connection.disposed, world.connection.streaming], ['idle', 1, false]);
    assert.deepEqual([world.shown, world.session.current], [undefined, undefined]);
    assert.deepEqual(world.sessionClock.pending, []);
  });

  it('keeps the connection when it is asked for again within the ten seconds', async () => {
    const world = setup();
    const lease = world.session.demand.acquire();
    await settle();
    lease.dispose();
    await world.clock.advance(9_000);
    const again = world.session.demand.acquire();
    await world.clock.advance(60_000);
    assert.deepEqual([world.attempts, world.phase], [['here'], 'connected']);
    again.dispose();
    await world.clock.advance(9_999);
    assert.equal(world.phase, 'connected');
    await world.clock.advance(1);
    assert.equal(world.phase, 'idle');
  });

  it('connects anew when it is asked for after it has let go', async () => {
    const world = setup();
    world.session.demand.acquire().dispose();
    await world.clock.advance(10_000);
    const second = await world.connected();
    assert.deepEqual([world.phase, world.attempts, second.disposed], ['connected', ['here', 'here'], 0]);
  });

  it('tries a broken stream again before anything is said of a failure, and keeps the snapshot meanwhile', async () => {
    const world = setup();
    const first = await world.connected();
    first.breakStream();
    await settle();
    assert.deepEqual([world.phase, world.shown, first.disposed], ['connecting', ['web-1'], 1]);
    assert.equal(world.session.current, undefined);
    await world.clock.advance(500);
    assert.deepEqual([world.phase, world.connections.length], ['connected', 2]);
  });

  it('reads everything anew after each break, and resumes the events from the last one seen', async () => {
    const world = setup();
    const first = await world.connected();
    assert.equal(first.sinceNano, undefined);
    first.emit(web, '1700000000000000001');
    first.emit(web, '1700000000000000002');
    world.add('here', containerRecord('web', 2));
    first.breakStream();
    await world.clock.advance(500);
    assert.equal(world.connection.sinceNano, '1700000000000000002');
    assert.deepEqual(world.connection.calls, ['events', 'list']);
    assert.deepEqual(world.shown, ['web-1', 'web-2']);
    world.connection.breakStream();
    await world.clock.advance(500);
    assert.equal(world.connection.sinceNano, '1700000000000000002');
  });

  it('says at once that a connection cannot be made, when it tries again, and shows no old figures', async () => {
    const world = setup();
    const first = await world.connected();
    world.refusal = failure('no-engine');
    first.breakStream();
    await world.clock.advance(500);
    const expected: ConnectionState = {
      phase: 'failed',
      context: first.context,
      failure: failure('no-engine'),
      retryAt: world.clock.now() + 1000,
    };
    assert.deepEqual(world.store.state.connection, expected);
    assert.equal(world.shown, undefined);
  });

  it('waits longer after each failure, up to thirty seconds, and never gives up', async () => {
    const world = setup();
    world.refusal = failure('no-engine');
    world.session.demand.acquire();
    await settle();
    const pauses: (number | undefined)[] = [];
    for (let attempt = 0; attempt < 1_100; attempt++) {
      pauses.push(...world.sessionClock.pending);
      await world.clock.advance(world.sessionClock.pending[0] ?? 0);
    }
    assert.deepEqual(pauses.slice(0, 8), [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    assert.ok(pauses.slice(6).every((pause) => pause === 30_000));
    assert.deepEqual([world.attempts.length, pauses.length], [1_101, 1_100]);
    world.refusal = undefined;
    await world.clock.advance(30_000);
    assert.deepEqual([world.phase, world.shown], ['connected', ['web-1']]);
  });

  it('begins with short pauses again after a success', async () => {
    const world = setup();
    world.refusal = failure('no-engine');
    world.session.demand.acquire();
    await world.clock.advance(20_000);
    world.refusal = undefined;
    await world.clock.advance(30_000);
    assert.equal(world.phase, 'connected');
    world.connection.breakStream();
    await settle();
    assert.deepEqual([world.phase, world.sessionClock.pending], ['connecting', [500, 3000]]);
  });

  it('does not take a connection for a success whose list fails', async () => {
    const world = setup();
    world.prepare = (connection) => connection.failures.set('list', failure('refused'));
    world.session.demand.acquire();
    await settle();
    assert.deepEqual([world.phase, world.sessionClock.pending], ['connecting', [500, 3000]]);
    await world.clock.advance(500);
    const { connection } = world.store.state;
    assert.deepEqual(connection.phase === 'failed' && connection.failure, failure('refused'));
    assert.deepEqual(world.sessionClock.pending, [1000]);
    assert.deepEqual(
      world.connections.map((each) => each.disposed),
      [1, 1],
    );
  });

  it('tries again at once when asked to refresh in a pause', async () => {
    const world = setup();
    world.refusal = failure('no-engine');
    world.session.demand.acquire();
    await world.clock.advance(20_000);
    world.refusal = undefined;
    await world.session.refresh();
    await settle();
    assert.deepEqual([world.phase, world.sessionClock.pending], ['connected', [10_000]], 'the heartbeat alone');
  });

  it('reads everything anew when asked to refresh while connected', async () => {
    const world = setup();
    await world.connected();
    world.add('here', containerRecord('web', 2));
    await world.session.refresh();
    assert.deepEqual(world.shown, ['web-1', 'web-2']);
  });

  it('takes the old connection and its snapshot away before it connects to a newly pinned context', async () => {
    const world = setup();
    const old = await world.connected();
    const told: string[] = [];
    world.store.onDidChange((state) => told.push(`${state.connection.phase} ${world.shown?.join() ?? '-'}`));
    await world.choice.pin('there');
    await settle();
    assert.deepEqual(told, ['idle -', 'connecting -', 'connected api-1']);
    assert.deepEqual([old.disposed, old.streaming, world.attempts], [1, false, ['here', 'there']]);
  });

  it('does not connect because a context was pinned that nobody asks for', async () => {
    const world = setup();
    await world.choice.pin('there');
    await settle();
    assert.deepEqual([world.attempts, world.phase], [[], 'idle']);
  });

  it('lets go of everything when it is disposed, and begins nothing after', async () => {
    const world = setup();
    const connection = await world.connected();
    world.session.dispose();
    await settle();
    assert.deepEqual([world.phase, connection.disposed, world.sessionClock.pending], ['idle', 1, []]);
    await world.choice.pin('there');
    world.session.demand.acquire();
    await settle();
    assert.deepEqual(world.attempts, ['here']);
  });

  it('leaves no timer behind when it is disposed in a pause or while it lingers', async () => {
    const pausing = setup();
    pausing.refusal = failure('no-engine');
    const lingering = setup();
    pausing.session.demand.acquire();
    lingering.session.demand.acquire().dispose();
    await settle();
    for (const world of [pausing, lingering]) {
      world.session.dispose();
      await settle();
      assert.deepEqual(world.sessionClock.pending, []);
    }
  });
});
