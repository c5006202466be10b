import assert from 'node:assert/strict';
import { cpuMs } from '../../unit/support/cpuMs.js';

/** Far above what any of the inputs takes, and far below what one does whose time grows with its square. */
const mostMs = 1500;

const builtIns = [Object.prototype, Array.prototype, String.prototype, Function.prototype];
const keysOf = (): readonly number[] => builtIns.map((each) => Reflect.ownKeys(each).length);

/** Does it, and fails where it takes long or leaves something behind on what all objects share. */
export function guarded(work: () => void): void {
  const before = keysOf();
  let tookMs = cpuMs(work);
  // Once may be somebody else's doing, such as the collection of garbage.
  for (let again = 0; again < 2 && tookMs > mostMs; again++) tookMs = Math.min(tookMs, cpuMs(work));
  assert.ok(tookMs <= mostMs, `it took ${Math.round(tookMs)} ms`);
  assert.deepEqual(keysOf(), before, 'it changed what all objects share');
}
