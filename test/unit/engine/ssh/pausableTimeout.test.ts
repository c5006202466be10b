import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { PausableTimeout } from '../../../../src/engine/ssh/pausableTimeout.js';

const never = new AbortController().signal;
const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

describe('a time that can be paused', () => {
  it('runs out', async () => {
    const timeout = new PausableTimeout(5, never);
    await ended(timeout.signal);
    assert.equal(timeout.hasRunOut, true);
    timeout.dispose();
  });

  it('does not pass while a question is open, or a second one, and goes on after', async () => {
    const timeout = new PausableTimeout(20, never);
    timeout.pause(true);
    timeout.pause(true);
    timeout.pause(false);
    await sleep(60);
    assert.equal(timeout.hasRunOut, false);
    timeout.pause(false);
    await ended(timeout.signal);
    assert.equal(timeout.hasRunOut, true);
    timeout.dispose();
  });

  it('ends with its caller, and has not run out then', () => {
    const caller = new AbortController();
    const timeout = new PausableTimeout(10_000, caller.signal);
    caller.abort();
    assert.deepEqual([timeout.signal.aborted, timeout.hasRunOut], [true, false]);
    timeout.dispose();
    assert.equal(new PausableTimeout(1, caller.signal).signal.aborted, true);
  });
});
