// Real work for the processor: hashes until the time is used.
import { createHash } from 'node:crypto';

const block = Buffer.alloc(16 * 1024, 7);

/** @param {number} milliseconds */
export function burnCpu(milliseconds) {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) createHash('sha256').update(block).digest();
}
