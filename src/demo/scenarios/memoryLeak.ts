import { ordinaryLoad } from '../load/demand.js';
import type { Scenario } from './scenario.js';

const mebibyte = 1024 * 1024;

/**
 * Something in what the workers did makes them lose memory, whatever the load: after eighty minutes of the clock the kernel ends them. What
 * it starts again reads back what it was at, and soon is where it was.
 */
export const memoryLeak: Scenario = {
  id: 'memory-leak',
  begin: (stage) => stage.leak(),
  loadAt: () => ({ ...ordinaryLoad, leakBytesPerMinute: 19 * mebibyte }),
};
