import assert from 'node:assert/strict';
import { LiveStore } from '../../../../src/app/live/liveStore.js';
import { StackFeed } from '../../../../src/app/live/stackFeed.js';
import { UsageFeed } from '../../../../src/app/live/usageFeed.js';
import type { SwarmRecord } from '../../../../src/core/stack/swarm.js';
import { serviceRecord, swarmRecord, swarmService, task } from '../../support/swarms.js';
import { FakeConnection, failure } from '../support/fakeConnection.js';
import { ManualClock, settle } from '../support/manualClock.js';
import { watch } from '../support/watch.js';
import { dockerContext, World } from '../support/world.js';

async function setup(record: SwarmRecord | undefined, part: 'none' | 'manager' = 'manager') {
  const connection = new FakeConnection(dockerContext('here'), new Map());
  connection.info = { ...connection.info, swarm: part };
  connection.swarm = record;
  const [store, clock, stopper] = [new LiveStore(), new ManualClock(), new AbortController()];
  const feed = new StackFeed(connection, store, clock);
  const ended = watch(feed.run(undefined, stopper.signal));
  await settle();
  const lists = (): number => connection.calls.filter((call) => call === 'swarm').length;
  const shown = (): readonly string[] =>
    (store.state.snapshot?.stacks ?? []).flatMap(({ services }) =>
      services.flatMap(({ replicas }) => replicas.map(({ name, state }) => `${name} ${state}`)),
    );
  return { connection, store, clock, stopper, feed, ended, lists, shown };
}

const starting = swarmRecord({
  services: [serviceRecord({ tasks: [task('web', 1), task('web', 2, { state: 'created' })] })],
});

describe('the feed of a Swarm', () => {
  it('shows its tasks with the first list, and asks nothing of an engine that is no manager', async () => {
    const { shown, lists } = await setup(swarmRecord());
    assert.deepEqual(shown(), ['shop_web.1 running', 'shop_web.2 running']);
    assert.equal(lists(), 1);
    assert.equal((await setup(swarmRecord(), 'none')).lists(), 0);
  });

  it('looks again as often as readings are wanted, and every two seconds while tasks move', async () => {
    const { clock, lists, connection } = await setup(swarmRecord());
    await clock.advance(4900);
    assert.equal(lists(), 1);
    connection.swarm = starting;
    await clock.advance(200);
    assert.equal(lists(), 2);
    await clock.advance(2000);
    assert.equal(lists(), 3);
    connection.swarm = swarmRecord();
    await clock.advance(2000);
    assert.equal(lists(), 4);
    await clock.advance(4000);
    assert.equal(lists(), 4);
  });

  it('never looks again by itself where there is no service', async () => {
    const { clock, lists, connection, shown } = await setup(swarmRecord({ services: [] }));
    await clock.advance(600_000);
    assert.equal(lists(), 1);
    connection.swarm = swarmRecord();
    connection.tellSwarm();
    await clock.advance(100);
    assert.equal(shown().length, 2);
  });

  it('takes events that come together for one, and what comes while it lists for another', async () => {
    const { connection, clock, lists } = await setup(swarmRecord());
    for (let event = 0; event < 20; event += 1) connection.tellSwarm();
    await clock.advance(100);
    assert.equal(lists(), 2);
    const release = connection.hold('swarm');
    connection.tellSwarm();
    await clock.advance(100);
    connection.tellSwarm();
    release();
    await settle();
    await clock.advance(100);
    assert.equal(lists(), 4);
  });

  it('ends the connection when it cannot be listed any more, and stops looking then', async () => {
    const { connection, clock, ended, lists } = await setup(swarmRecord());
    connection.failures.set('swarm', failure('refused', 'This node is not a swarm manager.'));
    await clock.advance(5000);
    assert.equal(ended.value?.reason, 'refused');
    await clock.advance(60_000);
    assert.equal(lists(), 2);
  });

  it('reads the whole Swarm when everything is read anew', async () => {
    const { feed, connection, shown } = await setup(swarmRecord());
    connection.swarm = swarmRecord({
      services: [serviceRecord({ swarm: swarmService({ wanted: 1 }), tasks: [task('web', 1)] })],
    });
    assert.ok((await feed.refreshAll()).ok);
    assert.deepEqual(shown(), ['shop_web.1 running']);
  });
});

describe('what is read of a Swarm', () => {
  it('is the usage of the tasks that are here, and of no other', async () => {
    const world = new World();
    world.prepare = (connection) => {
      connection.info = { ...connection.info, swarm: 'manager' };
      const tasks = [task('web', 1, { containerId: 'a' }), task('web', 2, { containerId: 'b', on: 'node-2' })];
      connection.swarm = swarmRecord({ services: [serviceRecord({ tasks })] });
    };
    const usage = new UsageFeed(world.session, world.store, world.clock);
    const connection = await world.connected();
    usage.demand.acquire(5000);
    await world.clock.advance(10);
    assert.deepEqual(
      connection.calls.filter((call) => call.startsWith('usage')),
      ['usage a'],
    );
    usage.dispose();
  });
});
