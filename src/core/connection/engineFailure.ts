import { messageOf } from '../../util/messageOf.js';

/** Everything that can go wrong between Scalebook and an engine, by what the user has to do about it. */
export type EngineFailureReason =
  | 'no-engine' // nothing listens at the address
  | 'no-permission' // the socket exists, and this user may not open it
  | 'tls-refused' // either side refused the other's certificate, or one side speaks TLS and the other does not
  | 'host-unknown' // the host's name has no address
  | 'api-too-old' // it answers, and is older than Scalebook can work with
  | 'timed-out' // no answer in time
  | 'unsupported-transport' // a kind of address that Scalebook cannot use
  | 'context-invalid' // the context's own entry is broken or gone
  | 'not-found' // the engine does not know the container (any more)
  | 'conflict' // the engine refused because of its present state (name in use, already in progress)
  | 'refused' // the engine refused, in its own words
  | 'interrupted' // the connection broke in the middle
  | 'cancelled'; // we stopped it

export interface EngineFailure {
  readonly reason: EngineFailureReason;
  /** The address as the user wrote it. */
  readonly address: string;
  /** The engine's or the system's own words, for the log and for details. Hostile text: escape it wherever it is shown. */
  readonly detail: string;
}

/** Something that should not have been thrown, as a failure like any other, so that nothing hangs on it. */
export const unexpected = (error: unknown, address: string): EngineFailure => ({
  reason: 'refused',
  address,
  detail: messageOf(error),
});
