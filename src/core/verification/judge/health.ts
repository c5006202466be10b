import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';
import type { Asked } from './asked.js';

/**
 * Kinds `health-url` and `health-inside`: everything that was asked answered 200. One of several answers for the same address is enough to
 * fail it.
 *
 * @param asked every single question; `of` is the address, or the replica's name
 */
export function judgeHealth(asked: readonly Asked[]): Finding {
  return couldNotTell({ reason: 'too-few', have: asked.length, needed: 1 });
}
