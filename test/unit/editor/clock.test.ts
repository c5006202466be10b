import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../../src/editor/clock.js';

describe("the system's clock", () => {
  it('waits for as long as a timer can where it is asked for longer, and does not fire at once', async () => {
    let fired = 0;
    const timers = [2 ** 31, 2 ** 40, Infinity].map((ms) => systemClock.after(ms, () => (fired += 1)));
    await pause(30);
    for (const timer of timers) timer.dispose();
    assert.equal(fired, 0);
  });
});
