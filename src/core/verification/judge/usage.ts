import type { Finding } from '../check.js';
import { factOf } from '../fact.js';
import { findingOf } from '../finding.js';

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
  const facts = replicas.map(({ name, percent, said }) => {
    const isKnown = percent !== undefined && Number.isFinite(percent);
    const verdict = !isKnown ? 'unknown' : percent < belowPercent ? 'pass' : 'fail';
    return factOf(name, verdict, {
      value: isKnown ? percent : undefined,
      unit: 'percent',
      bound: belowPercent,
      before,
      said,
    });
  });
  const have = facts.filter(({ value }) => value !== undefined).length;
  return findingOf(facts, { reason: 'too-few', have, needed: Math.max(1, replicas.length) });
}
