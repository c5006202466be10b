import type { Clock } from '../app/ports.js';

/** What a timer can wait. It fires at once where it is asked for more, and whoever waits by the clock on the wall looks again then. */
const longestMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, Math.min(delayMs, longestMs));
    return { dispose: () => clearTimeout(timer) };
  },
};
