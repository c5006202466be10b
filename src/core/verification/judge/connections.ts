import type { Finding } from '../check.js';
import { factOf } from '../fact.js';
import { couldNotTell, findingOf } from '../finding.js';
import { wordIn } from '../logs/wordIn.js';

export interface ConnectionsOpen {
  /** All clients' connections, to whichever database of the server; undefined where it could not be asked. */
  readonly total: number | undefined;
  readonly limit: number | undefined;
  /** Of the limit, kept for administrators. */
  readonly reserved: number;
  readonly before: number | undefined;
  /** Why it could not be asked, hostile; empty otherwise. */
  readonly said: string;
}

/**
 * Kind `connections-within`: fewer are open than the limit has for others than administrators. A server that says it has no slot left is a
 * failure, not silence: `said` is searched for the words.
 */
export function judgeConnections(
  { total, limit, reserved, before, said }: ConnectionsOpen,
  exhaustionWords: readonly string[],
): Finding {
  const bound = limit === undefined ? undefined : Math.max(0, limit - reserved);
  const isExhausted = wordIn(said, exhaustionWords) !== undefined;
  const isKnown = total !== undefined && bound !== undefined;
  const verdict = isExhausted ? 'fail' : !isKnown ? 'unknown' : total < bound ? 'pass' : 'fail';
  return findingOf([factOf('', verdict, { value: total, bound, before, said })], {
    reason: 'unreachable',
    detail: said,
  });
}

/** Connections of one replica, told by its address; undefined where that is not known. */
export interface ReplicaConnections {
  readonly name: string;
  readonly connections: number | undefined;
}

/** So many for each replica on average, that one without any was not only idle. */
const busyConnections = 5;

/**
 * Kind `connections-spread`: every replica has some. A pool may close what it does not use, so that a replica without any is a failure only
 * while the others have many.
 */
export function judgeConnectionSpread(replicas: readonly ReplicaConnections[]): Finding {
  const known = replicas.flatMap(({ connections }) => connections ?? []);
  const total = known.reduce((sum, connections) => sum + connections, 0);
  const needed = replicas.length * busyConnections;
  const isBusy = total >= needed;
  const facts = replicas.map(({ name, connections }) => {
    const verdict = connections === undefined ? 'unknown' : connections > 0 ? 'pass' : isBusy ? 'fail' : 'unknown';
    return factOf(name, verdict, { value: connections, bound: 1, boundIs: 'least' });
  });
  if (replicas.length < 2) return couldNotTell({ reason: 'too-few', have: replicas.length, needed: 2 }, facts);
  return findingOf(facts, { reason: 'too-few', have: total, needed });
}
