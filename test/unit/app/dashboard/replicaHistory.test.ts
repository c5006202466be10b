import assert from 'node:assert/strict';
import { ReplicaHistory } from '../../../../src/app/dashboard/replicaHistory.js';
import { LiveStore } from '../../../../src/app/live/liveStore.js';
import { context, reading } from '../../support/stacks.js';

const replica = 'compose:shop/web#1';
const other = 'compose:shop/web#2';
const hourMs = 3_600_000;

function setup() {
  const store = new LiveStore();
  const history = new ReplicaHistory(store);
  const on = (name: string): void =>
    store.update({ connection: { phase: 'connecting', context: { ...context, name } } });
  const read = (at: number, cpu: number | undefined, id = replica): void =>
    store.update({ readings: new Map([[id, reading(cpu, 40, at)]]) });
  on('local');
  return { store, history, on, read };
}

describe('the history of replicas', () => {
  it('keeps what was read, oldest first, and what was not known as that', () => {
    const { history, read } = setup();
    read(10_000, undefined);
    read(15_000, 30);
    assert.deepEqual(history.ofReplica(replica), [
      { at: 10_000, cpuPercent: undefined, memoryPercent: 40 },
      { at: 15_000, cpuPercent: 30, memoryPercent: 40 },
    ]);
    assert.deepEqual(history.ofReplica(other), []);
  });

  it('takes a reading once, however often something else changes', () => {
    const { history, read, store } = setup();
    read(10_000, 30);
    store.update({ changes: [] });
    read(10_000, 30);
    assert.equal(history.ofReplica(replica).length, 1);
  });

  it('does not grow with how often is read', () => {
    const { history, read } = setup();
    for (let at = 1000; at <= 60_000; at += 1000) read(at, 30);
    assert.equal(history.ofReplica(replica).length, 15);
  });

  it('keeps an hour, and not much more', () => {
    const { history, read } = setup();
    for (let at = 5000; at <= 3 * hourMs; at += 5000) read(at, 30);
    const moments = history.ofReplica(replica);
    assert.ok(moments.length >= 720 && moments.length < 800, `${moments.length} moments`);
    assert.ok((moments[0]?.at ?? 0) <= 2 * hourMs);
  });

  it('forgets a replica that has been gone for an hour', () => {
    const { history, read } = setup();
    read(5000, 30);
    read(5000 + hourMs + 60_000, 30, other);
    assert.deepEqual(history.ofReplica(replica), []);
    assert.equal(history.ofReplica(other).length, 1);
  });

  it('does not take a replica for one of the same name on another context', () => {
    const { history, read, on } = setup();
    read(10_000, 30);
    on('production');
    assert.deepEqual(history.ofReplica(replica), []);
    on('local');
    assert.equal(history.ofReplica(replica).length, 1);
  });

  it('listens no more once it is let go of', () => {
    const { history, read } = setup();
    history.dispose();
    read(10_000, 30);
    assert.deepEqual(history.ofReplica(replica), []);
  });
});
