import assert from 'node:assert/strict';
import { LiveStore } from '../../../../../src/app/live/liveStore.js';
import { awaitReady } from '../../../../../src/app/operations/change/awaitReady.js';
import type { ConnectionState, EngineInfo } from '../../../../../src/core/connection/connectionState.js';
import type { ContainerRecord } from '../../../../../src/core/stack/containerRecord.js';
import { buildSnapshot } from '../../../../../src/core/stack/snapshot.js';
import { emptySnapshot } from '../../../../../src/core/stack/stack.js';
import { containerRecord } from '../../../support/containerRecord.js';
import { countedSignal } from '../../support/countedSignal.js';
import { failure } from '../../support/fakeConnection.js';
import { ManualClock, settle } from '../../support/manualClock.js';
import { watch } from '../../support/watch.js';
import { dockerContext } from '../../support/world.js';

const info: EngineInfo = {
  id: 'e1',
  name: 'fake',
  version: '27',
  apiVersion: '1.45',
  cpus: 4,
  memoryBytes: 8e9,
  swarm: 'none',
};
const context = dockerContext('here');
const connected: ConnectionState = { phase: 'connected', context, info };
const { containerId } = containerRecord('web', 1);

function setup(first: Partial<ContainerRecord> | undefined) {
  const [store, clock, stopper] = [new LiveStore(), new ManualClock(), new AbortController()];
  /** What the live state says of the replica from now on; undefined takes it away. */
  const show = async (changes: Partial<ContainerRecord> | undefined): Promise<void> => {
    const records = changes ? [containerRecord('web', 1, changes)] : [];
    store.update({ connection: connected, snapshot: buildSnapshot(records, store.state.snapshot ?? emptySnapshot) });
    await settle();
  };
  void show(first);
  const waiting = watch(awaitReady(store, clock, containerId, stopper.signal));
  return { store, clock, stopper, show, waiting };
}

const unchecked = { health: 'none', healthCheck: undefined } as const;

describe('waiting for a replica to become ready', () => {
  it('ends as soon as its health check says healthy', async () => {
    const { show, waiting, clock } = setup({ health: 'starting' });
    await clock.advance(20_000);
    assert.equal(waiting.phase, 'pending');
    await show({ health: 'healthy' });
    assert.deepEqual([waiting.value, clock.pending], [{ result: 'ready' }, []]);
  });

  it('takes a replica without a health check for ready after three seconds of being up', async () => {
    const { waiting, clock } = setup(unchecked);
    await clock.advance(2999);
    assert.equal(waiting.phase, 'pending');
    await clock.advance(1);
    await settle();
    assert.deepEqual([waiting.value, clock.pending], [{ result: 'ready' }, []]);
  });

  it('counts the three seconds from when the replica runs, not from when it was created', async () => {
    const { waiting, clock, show } = setup({ ...unchecked, state: 'created' });
    await clock.advance(5000);
    await show(unchecked);
    await clock.advance(2999);
    assert.equal(waiting.phase, 'pending');
    await clock.advance(1);
    await settle();
    assert.deepEqual(waiting.value, { result: 'ready' });
  });

  const troubles: readonly (readonly [string, Partial<ContainerRecord> | undefined, string])[] = [
    ['ended with an exit code', { ...unchecked, state: 'exited', exitCode: 137 }, 'exited 137'],
    ['was killed for its memory', { ...unchecked, state: 'exited', exitCode: 137, oomKilled: true }, 'out-of-memory'],
    ['was started again by the engine', { ...unchecked, restarts: 1 }, 'restarting'],
    ['keeps crashing', { ...unchecked, state: 'restarting', restarts: 3 }, 'restarting'],
    ['became unhealthy', { health: 'unhealthy' }, 'unhealthy'],
    ['was paused', { ...unchecked, state: 'paused' }, 'paused'],
    ['vanished', undefined, 'gone'],
  ];
  for (const [title, changes, state] of troubles) {
    it(`fails when the replica ${title} a second after its start`, async () => {
      const { waiting, clock, show } = setup(changes?.health === 'unhealthy' ? { health: 'starting' } : unchecked);
      await clock.advance(1000);
      await show(changes);
      assert.deepEqual([waiting.value, clock.pending], [{ result: 'not-ready', state }, []]);
    });
  }

  it("gives up when the health check's own times have passed", async () => {
    const { waiting, clock } = setup({ health: 'starting' });
    const patienceMs = 1000 + (2000 + 1000) * 4 + 60_000;
    await clock.advance(patienceMs - 1);
    assert.equal(waiting.phase, 'pending');
    await clock.advance(1);
    await settle();
    assert.deepEqual([waiting.value, clock.pending], [{ result: 'too-late', waitedMs: patienceMs }, []]);
  });

  it('sleeps while nothing changes', async () => {
    const { clock } = setup({ health: 'starting' });
    await clock.advance(60_000);
    assert.ok(clock.asked < 10, `woke ${clock.asked} times`);
  });

  it('is over at once when it is cancelled, also before it has begun', async () => {
    const { waiting, clock, stopper, store } = setup({ health: 'starting' });
    await clock.advance(1000);
    stopper.abort();
    await settle();
    assert.deepEqual([waiting.value, clock.pending], [{ result: 'cancelled' }, []]);
    const second = watch(awaitReady(store, clock, containerId, stopper.signal));
    await settle();
    assert.deepEqual([second.value, clock.pending], [{ result: 'cancelled' }, []]);
  });

  it('leaves nothing behind on a signal that outlives the wait', async () => {
    const { clock, store, show } = setup({ health: 'starting' });
    const { signal, listeners } = countedSignal();
    const waiting = watch(awaitReady(store, clock, containerId, signal));
    for (let times = 0; times < 5; times++) await show({ health: 'starting' });
    assert.equal(listeners(), 1);
    await show({ health: 'healthy' });
    assert.deepEqual([waiting.value, listeners()], [{ result: 'ready' }, 0]);
  });

  it('decides nothing while the connection is being made anew', async () => {
    const { waiting, clock, store, show } = setup({
      health: 'starting',
      healthCheck: { intervalMs: 2000, timeoutMs: 1000, startPeriodMs: 300_000, retries: 3 },
    });
    await clock.advance(70_000);
    const broken: ConnectionState = { phase: 'failed', context, failure: failure('no-engine'), retryAt: 0 };
    store.update({ connection: broken, snapshot: undefined });
    await clock.advance(10_000);
    assert.equal(waiting.phase, 'pending');
    await show({ health: 'healthy' });
    assert.deepEqual(waiting.value, { result: 'ready' });
  });

  it('does not take a replica for ready by a snapshot that nobody keeps true any more', async () => {
    const { waiting, clock, store, show } = setup(unchecked);
    await clock.advance(1000);
    store.update({ connection: { phase: 'connecting', context } });
    await clock.advance(8000);
    assert.equal(waiting.phase, 'pending');
    await show({ ...unchecked, state: 'exited', exitCode: 1 });
    assert.deepEqual(waiting.value, { result: 'not-ready', state: 'exited 1' });
  });
});
