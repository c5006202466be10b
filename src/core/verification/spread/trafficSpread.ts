import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';

/** What went over the replicas' networks, in a quiet time and in one in which requests were sent: for answers that do not tell who gave them. */
export interface TrafficSpread {
  readonly replicas: readonly TrafficOfReplica[];
  /** How long each of the two times was. */
  readonly quietMs: number;
  readonly busyMs: number;
  /** Sent in the busy time and answered. */
  readonly requests: number;
}

export interface TrafficOfReplica {
  readonly name: string;
  /** Received and sent together; undefined where its counters could not be read or began anew. */
  readonly quietBytes: number | undefined;
  readonly busyBytes: number | undefined;
}

/** Kind `load-spread`, by the replicas' network counters. */
export function judgeTrafficSpread({ replicas }: TrafficSpread): Finding {
  return couldNotTell({ reason: 'too-few', have: 0, needed: replicas.length });
}
