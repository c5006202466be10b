import type { SpreadReplica } from './spreadReplica.js';
import { replicaServing } from './servedByReplica.js';

/** Who answered how often. */
export interface Tally {
  /** Of replicas that are ready, by container id. */
  readonly counts: ReadonlyMap<string, number>;
  /** Answers of replicas that are not ready. */
  readonly others: number;
  /** Words that stand for no replica, most frequent first, and not more than make sense to show. */
  readonly strangers: readonly { readonly name: string; readonly count: number }[];
}

const mostStrangers = 100;

/**
 * How many answers came from each replica, by what the answers say of who gave them; undefined is an answer that says nothing.
 */
export function tally(servedBy: readonly (string | undefined)[], replicas: readonly SpreadReplica[]): Tally {
  const words = new Map<string, number>();
  for (const word of servedBy) if (word !== undefined && word.trim() !== '') add(words, word.trim(), 1);
  const counts = new Map<string, number>();
  const strangers = new Map<string, number>();
  let others = 0;
  for (const [word, count] of words) {
    const replica = replicaServing(word, replicas);
    if (!replica) add(strangers, word, count);
    else if (replica.isReady) add(counts, replica.containerId, count);
    else others += count;
  }
  const sorted = [...strangers].sort(([, a], [, b]) => b - a).slice(0, mostStrangers);
  return { counts, others, strangers: sorted.map(([name, count]) => ({ name, count })) };
}

const add = (counts: Map<string, number>, key: string, count: number): unknown =>
  counts.set(key, (counts.get(key) ?? 0) + count);
