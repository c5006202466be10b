import assert from 'node:assert/strict';
import { LiveStore } from '../../../../src/app/live/liveStore.js';
import type { LiveState } from '../../../../src/core/live/liveState.js';
import { emptySnapshot } from '../../../../src/core/stack/stack.js';
import { countedSignal } from '../support/countedSignal.js';
import { settle } from '../support/manualClock.js';
import { valueOf, watch } from '../support/watch.js';

const listed = (state: LiveState): boolean => state.snapshot !== undefined;

/** Counts how often the store's next change asks the condition. */
function setup() {
  const store = new LiveStore();
  let asked = 0;
  const condition = (state: LiveState): boolean => {
    asked += 1;
    return listed(state);
  };
  return { store, condition, asked: () => asked };
}

describe('the live store', () => {
  it('makes a new value of every change and keeps the rest', () => {
    const { store } = setup();
    const before = store.state;
    const told: LiveState[] = [];
    store.onDidChange((state) => told.push(state));
    store.update({ snapshot: emptySnapshot });
    assert.notEqual(store.state, before);
    assert.equal(before.snapshot, undefined);
    assert.deepEqual(told, [{ ...before, snapshot: emptySnapshot }]);
    assert.equal(store.state.readings, before.readings);
  });

  it('gives the present state at once when it will do', async () => {
    const { store, condition } = setup();
    store.update({ snapshot: emptySnapshot });
    assert.equal(await valueOf(store.until(condition, new AbortController().signal)), store.state);
  });

  it('waits for the first state that will do, and then listens no more', async () => {
    const { store, condition, asked } = setup();
    const waiting = watch(store.until(condition, new AbortController().signal));
    store.update({ readingIntervalMs: 2000 });
    await settle();
    assert.equal(waiting.phase, 'pending');
    store.update({ snapshot: emptySnapshot });
    const accepted = store.state;
    store.update({ snapshot: undefined });
    await settle();
    assert.equal(waiting.value, accepted);
    assert.equal(asked(), 3);
  });

  it('rejects with the reason of the abort, and then listens no more', async () => {
    const { store, condition, asked } = setup();
    const stopper = new AbortController();
    const waiting = watch(store.until(condition, stopper.signal));
    const reason = new Error('enough');
    stopper.abort(reason);
    await settle();
    assert.deepEqual([waiting.phase, waiting.error], ['rejected', reason]);
    store.update({ snapshot: emptySnapshot });
    assert.equal(asked(), 1);
  });

  it('rejects a wait that begins after the abort, even when the state would do', async () => {
    const { store, condition } = setup();
    store.update({ snapshot: emptySnapshot });
    const waiting = watch(store.until(condition, AbortSignal.abort('too late')));
    await settle();
    assert.deepEqual([waiting.phase, waiting.error], ['rejected', 'too late']);
  });

  it('leaves nothing behind on a signal that outlives the wait', async () => {
    const { store, condition } = setup();
    const { signal, listeners } = countedSignal();
    const waiting = store.until(condition, signal);
    assert.equal(listeners(), 1);
    store.update({ snapshot: emptySnapshot });
    await waiting;
    assert.equal(listeners(), 0);
  });

  it('tells nobody any more once it is disposed', () => {
    const { store, condition, asked } = setup();
    store.onDidChange(condition);
    store.dispose();
    store.update({ snapshot: emptySnapshot });
    assert.equal(asked(), 0);
  });
});
