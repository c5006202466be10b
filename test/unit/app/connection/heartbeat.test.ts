import assert from 'node:assert/strict';
import { Heartbeat } from '../../../../src/app/connection/heartbeat.js';
import type { EngineFailure, EngineFailureReason } from '../../../../src/core/connection/engineFailure.js';
import { FakeConnection, failure } from '../support/fakeConnection.js';
import { ManualClock, settle } from '../support/manualClock.js';
import { dockerContext, World } from '../support/world.js';
import { containerRecord } from '../../support/containerRecord.js';

function setup() {
  const [clock, connection] = [new ManualClock(), new FakeConnection(dockerContext('here'), new Map())];
  const silences: EngineFailure[] = [];
  const heartbeat = new Heartbeat(connection, clock, (failure) => silences.push(failure));
  return { clock, connection, silences, heartbeat };
}

describe('the heartbeat of a connection', () => {
  it('asks every ten seconds, and says nothing while there are answers', async () => {
    const { clock, connection, silences } = setup();
    await clock.advance(9999);
    assert.equal(connection.pings, 0);
    await clock.advance(60_001);
    assert.deepEqual([connection.pings, silences], [7, []]);
  });

  for (const reason of ['refused', 'not-found', 'conflict'] as const satisfies readonly EngineFailureReason[])
    it(`takes ${reason} for a sign of life: somebody said so`, async () => {
      const { clock, connection, silences } = setup();
      connection.failures.set('ping', failure(reason));
      await clock.advance(30_000);
      assert.deepEqual([connection.pings, silences], [3, []]);
    });

  it('tells of silence once, and asks no more', async () => {
    const { clock, connection, silences } = setup();
    connection.failures.set('ping', failure('timed-out'));
    await clock.advance(60_000);
    assert.deepEqual([connection.pings, silences, clock.pending], [1, [failure('timed-out')], []]);
  });

  it('never asks twice at the same time', async () => {
    const { clock, connection } = setup();
    connection.hold('ping');
    await clock.advance(60_000);
    assert.deepEqual([connection.pings, clock.pending], [1, []]);
  });

  it('leaves nothing behind when it is disposed of, in a pause or with a question on its way', async () => {
    const [pausing, asking] = [setup(), setup()];
    asking.connection.hold('ping');
    await asking.clock.advance(10_000);
    for (const { heartbeat, clock, silences } of [pausing, asking]) {
      heartbeat.dispose();
      await settle();
      await clock.advance(60_000);
      assert.deepEqual([silences, clock.pending], [[], []]);
    }
    assert.deepEqual([pausing.connection.pings, asking.connection.pings], [0, 1]);
  });
});

describe('the session with an engine that falls silent', () => {
  it('says so at once and shows nothing of it, and is connected again when it answers', async () => {
    const world = new World();
    world.add('here', containerRecord('web', 1));
    const connection = await world.connected();
    connection.failures.set('ping', failure('timed-out'));
    world.refusal = failure('timed-out');
    await world.clock.advance(10_000);
    const state = world.store.state;
    assert.deepEqual(
      [state.connection.phase === 'failed' && state.connection.failure.reason, state.snapshot, state.readings.size],
      ['timed-out', undefined, 0],
    );
    assert.equal(connection.disposed, 1);
    world.refusal = undefined;
    await world.clock.advance(30_000);
    assert.deepEqual([world.phase, world.shown, world.connections.length], ['connected', ['web-1'], 2]);
  });

  it('shows what was seen before a break for three seconds and no longer while it is being connected again', async () => {
    const world = new World();
    world.add('here', containerRecord('web', 1));
    const connection = await world.connected();
    const { connect } = world;
    world.connect = () => new Promise(() => undefined);
    connection.breakStream();
    await world.clock.advance(2999);
    assert.deepEqual([world.phase, world.shown], ['connecting', ['web-1']]);
    await world.clock.advance(1);
    assert.deepEqual([world.phase, world.shown], ['connecting', undefined]);
    world.connect = connect;
    world.session.dispose();
    await settle();
    assert.deepEqual(world.sessionClock.pending, []);
  });

  it('hides nothing of an engine that was connected again in time', async () => {
    const world = new World();
    world.add('here', containerRecord('web', 1));
    const connection = await world.connected();
    connection.breakStream();
    const shown: (readonly string[] | undefined)[] = [];
    world.store.onDidChange(() => shown.push(world.shown));
    await world.clock.advance(9000);
    assert.ok(shown.length > 0 && shown.every((each) => each?.join() === 'web-1'));
    assert.equal(world.phase, 'connected');
  });

  it('waits longer after each of several connections that hold for a moment only, and short again after one that held', async () => {
    const world = new World();
    world.add('here', containerRecord('web', 1));
    await world.connected();
    const pauses: (number | undefined)[] = [];
    for (let times = 0; times < 4; times++) {
      world.connection.breakStream();
      await settle();
      const [pause = 0] = world.sessionClock.pending;
      pauses.push(pause);
      await world.clock.advance(pause);
      assert.equal(world.phase, 'connected');
    }
    assert.deepEqual(pauses, [500, 1000, 2000, 4000]);
    await world.clock.advance(5000);
    world.connection.breakStream();
    await settle();
    assert.deepEqual([world.phase, world.sessionClock.pending], ['connecting', [500, 3000]]);
  });
});
