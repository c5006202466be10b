import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';

/** Requests that were sent through the balancer, each on a connection of its own, and who answered them. */
export interface RequestSpread {
  /** Those that are ready and so should be sent requests. */
  readonly replicas: readonly SpreadReplica[];
  /** What each answer told of who gave it, hostile; undefined where it told nothing or there was no answer. */
  readonly servedBy: readonly (string | undefined)[];
}

export interface SpreadReplica {
  readonly name: string;
  /** The answers may tell its first characters, as a container's own host name is. */
  readonly containerId: string;
}

/** Kind `load-spread`, where answers tell which replica gave them. */
export function judgeRequestSpread({ replicas }: RequestSpread): Finding {
  return couldNotTell({ reason: 'too-few', have: 0, needed: replicas.length });
}
