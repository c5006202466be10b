import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';

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

/** Kind `connections-within`. A server that says it has no slot left is a failure, not silence: `said` is searched for the words. */
export function judgeConnections({ said }: ConnectionsOpen, exhaustionWords: readonly string[]): Finding {
  return couldNotTell({ reason: 'unreachable', detail: `${said}${exhaustionWords.join()}` });
}

/** Connections of one replica, told by its address; undefined where that is not known. */
export interface ReplicaConnections {
  readonly name: string;
  readonly connections: number | undefined;
}

/** Kind `connections-spread`. */
export function judgeConnectionSpread(replicas: readonly ReplicaConnections[]): Finding {
  return couldNotTell({ reason: 'too-few', have: 0, needed: replicas.length });
}
