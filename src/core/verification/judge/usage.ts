import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';

/** CPU or memory of one replica. */
export interface ReplicaUsage {
  readonly name: string;
  /** Of its limit; undefined where there is no reading. */
  readonly percent: number | undefined;
  /** It could not be read: why, hostile; empty otherwise. */
  readonly said: string;
}

/** Kinds `cpu-per-replica` and `memory-per-replica`. `before` is the service's average before the operation, percent. */
export function judgeUsage(
  replicas: readonly ReplicaUsage[],
  belowPercent: number,
  before: number | undefined,
): Finding {
  return couldNotTell({ reason: 'too-few', have: before ?? belowPercent, needed: replicas.length });
}
