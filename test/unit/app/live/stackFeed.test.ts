import assert from 'node:assert/strict';
import { LiveStore } from '../../../../src/app/live/liveStore.js';
import { StackFeed } from '../../../../src/app/live/stackFeed.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { containerRecord } from '../../support/containerRecord.js';
import { FakeConnection, failure } from '../support/fakeConnection.js';
import { ManualClock, settle } from '../support/manualClock.js';
import { uncaughtDuring } from '../support/uncaught.js';
import { valueOf, watch } from '../support/watch.js';
import { dockerContext } from '../support/world.js';

const web = (number: number, changes: Partial<ContainerRecord> = {}): ContainerRecord =>
  containerRecord('web', number, changes);

function setup(...records: readonly ContainerRecord[]) {
  const connection = new FakeConnection(
    dockerContext('here'),
    new Map(records.map((record) => [record.containerId, record])),
  );
  const [store, clock, stopper] = [new LiveStore(), new ManualClock(), new AbortController()];
  const feed = new StackFeed(connection, store, clock);
  const shown = (): readonly string[] | undefined =>
    store.state.snapshot?.stacks.flatMap((stack) =>
      stack.services.flatMap((service) => service.replicas.map(({ number, health }) => `${number} ${health}`)),
    );
  const run = (since?: string) => watch(feed.run(since, stopper.signal));
  return { connection, store, clock, stopper, feed, shown, run };
}

describe('the feed of one connection', () => {
  it('asks for the list only once events flow', async () => {
    const { connection, run, feed, shown } = setup(web(1));
    connection.opensAtOnce = false;
    run();
    await settle();
    assert.deepEqual([connection.calls, feed.synced], [['events'], false]);
    connection.open();
    await settle();
    assert.deepEqual([connection.calls, feed.synced, shown()], [['events', 'list'], true, ['1 healthy']]);
  });

  it('asks for just the containers that events of a tenth of a second named, together', async () => {
    const { connection, run, clock, shown } = setup(web(1), web(2), web(3));
    run();
    await settle();
    connection.put(web(1, { health: 'unhealthy' }));
    await clock.advance(99);
    connection.put(web(2, { health: 'starting' }));
    connection.emit(web(1));
    assert.deepEqual(connection.calls, ['events', 'list']);
    await clock.advance(1);
    assert.deepEqual(connection.calls.slice(2), ['inspect web-1 web-2']);
    assert.deepEqual(shown(), ['1 unhealthy', '2 starting', '3 healthy']);
    assert.deepEqual(clock.pending, []);
  });

  it('takes a container out that an event named and that is gone', async () => {
    const { connection, run, clock, shown } = setup(web(1), web(2));
    run();
    await settle();
    connection.containers.delete(web(2).containerId);
    connection.emit(web(2));
    await clock.advance(100);
    assert.deepEqual(shown(), ['1 healthy']);
  });

  for (const [count, call] of [
    [40, 'inspect'],
    [41, 'list'],
  ] as const) {
    it(`asks with one ${call} when ${count} containers were touched at once`, async () => {
      const many = Array.from({ length: count }, (_, index) => web(index + 1, { containerId: `c${index}x` }));
      const { connection, run, clock } = setup(...many);
      run();
      await settle();
      connection.put(...many);
      await clock.advance(100);
      assert.deepEqual(
        connection.calls.slice(2).map((told) => told.split(' ')[0]),
        [call],
      );
    });
  }

  it('loses no event that comes during the first list', async () => {
    const { connection, run, clock, shown } = setup(web(1));
    const release = connection.hold('list');
    run();
    await settle();
    connection.put(web(2));
    await clock.advance(1_000);
    assert.deepEqual([connection.calls, shown()], [['events', 'list'], undefined]);
    release();
    await settle();
    assert.deepEqual([connection.calls.slice(2), shown()], [['inspect web-2'], ['1 healthy', '2 healthy']]);
  });

  it('never lets an older answer overwrite a newer one', async () => {
    const { connection, run, feed, shown } = setup(web(1));
    run();
    await settle();
    const release = connection.hold('list');
    const older = watch(feed.refreshAll());
    await settle();
    connection.put(web(1, { health: 'unhealthy' }));
    const newer = watch(feed.refresh([web(1).containerId]));
    await settle();
    assert.deepEqual([older.phase, newer.phase, connection.calls], ['pending', 'pending', ['events', 'list', 'list']]);
    release();
    await settle();
    assert.deepEqual([newer.phase, shown()], ['fulfilled', ['1 unhealthy']]);
  });

  it('makes one reading of all events that come while the engine is still at the last one', async () => {
    const { connection, run, clock } = setup(web(1), web(2));
    run();
    await settle();
    const release = connection.hold('inspect');
    for (let times = 0; times < 20; times++) {
      connection.put(web(1), web(2));
      await clock.advance(100);
    }
    release();
    await clock.advance(100);
    assert.deepEqual(connection.calls.slice(2), ['inspect web-1 web-2', 'inspect web-1 web-2']);
  });

  it('goes on after a reading that failed for somebody who asked for it', async () => {
    const { connection, run, feed, shown } = setup(web(1));
    const running = run();
    await settle();
    connection.failures.set('list', failure('timed-out'));
    assert.deepEqual(await valueOf(feed.refreshAll()), { ok: false, error: failure('timed-out') });
    connection.failures.clear();
    assert.equal((await valueOf(feed.refreshAll())).ok, true);
    assert.deepEqual([running.phase, shown()], ['pending', ['1 healthy']]);
  });

  it('reads everything anew, once, after something came that cannot be read', async () => {
    const { connection, run, clock, shown } = setup(web(1), web(2));
    run();
    await settle();
    connection.containers.set(web(2).containerId, web(2, { health: 'unhealthy' }));
    connection.lose();
    connection.emit(web(1));
    connection.lose();
    await clock.advance(100);
    assert.deepEqual([connection.calls.slice(2), shown()], [['list'], ['1 healthy', '2 unhealthy']]);
    connection.emit(web(1));
    await clock.advance(100);
    assert.deepEqual(connection.calls.slice(3), ['inspect web-1']);
  });

  it('ends when who looks cannot be shown what is there', async () => {
    const { connection, run, feed } = setup(web(1));
    const running = run();
    await settle();
    connection.failures.set('list', failure('refused'));
    await feed.readAnew();
    await settle();
    assert.deepEqual([running.value, connection.streaming], [failure('refused'), false]);
  });

  it('says of a reading that ends with it that it was cut off: nobody has cancelled it', async () => {
    const { connection, run, feed, stopper } = setup(web(1));
    run();
    await settle();
    connection.hold('list');
    connection.hold('inspect');
    const listing = watch(feed.refreshAll());
    const reading = watch(feed.refresh([web(1).containerId]));
    await settle();
    stopper.abort();
    await settle();
    for (const { value } of [listing, reading]) assert.equal(value?.ok === false && value.error.reason, 'interrupted');
  });

  it('ends with the failure of a reading that an event asked for', async () => {
    const { connection, run, clock } = setup(web(1));
    const running = run();
    await settle();
    connection.failures.set('inspect', failure('timed-out'));
    connection.emit(web(1));
    await clock.advance(100);
    assert.deepEqual([running.value, connection.streaming], [failure('timed-out'), false]);
  });

  it('ends with the failure of its first list, without having been in step', async () => {
    const { connection, run, feed } = setup(web(1));
    connection.failures.set('list', failure('refused'));
    const running = run();
    await settle();
    assert.deepEqual([running.value, feed.synced], [failure('refused'), false]);
  });

  it('ends when a reading throws, and leaves no error uncaught', async () => {
    const { connection, run, clock } = setup(web(1));
    const running = run();
    await settle();
    connection.inspectContainers = () => Promise.reject(new Error('broken answer'));
    connection.emit(web(1));
    assert.deepEqual(await uncaughtDuring(() => clock.advance(100)), []);
    assert.equal(running.value?.detail, 'broken answer');
  });

  it('ends with what broke its stream, and drops the events not yet read', async () => {
    const { connection, run, clock } = setup(web(1));
    const running = run();
    await settle();
    connection.emit(web(1), '7');
    connection.breakStream();
    await settle();
    assert.deepEqual([running.value, clock.pending], [failure('interrupted'), []]);
  });

  it('publishes nothing after its end, whatever answer is still on its way', async () => {
    const { connection, run, feed, store, stopper } = setup(web(1));
    const running = run();
    await settle();
    connection.deaf = true;
    const [releaseList, before] = [connection.hold('list'), store.state];
    const late = watch(feed.refreshAll());
    const queued = watch(feed.refresh([web(1).containerId]));
    await settle();
    connection.put(web(2));
    stopper.abort();
    releaseList();
    await settle();
    assert.deepEqual([running.value?.reason, store.state === before], ['cancelled', true]);
    assert.deepEqual([late.value?.ok, queued.value?.ok], [false, false]);
    assert.deepEqual(connection.calls.slice(2), ['list']);
  });

  it('answers a reading that is asked for after its end with a failure, without asking the engine', async () => {
    const { connection, run, feed, stopper } = setup(web(1));
    run();
    await settle();
    stopper.abort();
    await settle();
    assert.equal((await valueOf(feed.refreshAll())).ok, false);
    assert.equal((await valueOf(feed.refresh([web(1).containerId]))).ok, false);
    assert.deepEqual(connection.calls, ['events', 'list']);
  });

  it('remembers the last event to resume from, and passes on where to begin', async () => {
    const { connection, run, feed } = setup(web(1));
    run('5');
    assert.deepEqual([connection.sinceNano, feed.lastEventNano], ['5', undefined]);
    await settle();
    connection.emit(web(1), '8');
    connection.emit(web(1), '9');
    assert.equal(feed.lastEventNano, '9');
  });

  it('announces nothing when a reading brings nothing new', async () => {
    const { run, feed, store } = setup(web(1));
    run();
    await settle();
    const before = store.state;
    await valueOf(feed.refreshAll());
    assert.equal(store.state, before);
  });
});
