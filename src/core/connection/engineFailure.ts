import { messageOf } from '../../util/messageOf.js';

/** Everything that can go wrong between Scalebook and an engine, by what the user has to do about it. */
export type EngineFailureReason =
  | 'no-engine' // nothing listens at the address
  | 'no-permission' // the socket exists, and this user may not open it
  | 'tls-refused' // either side refused the other's certificate, or one side speaks TLS and the other does not
  | 'tls-untrusted' // the engine's certificate is not by the context's CA
  | 'tls-expired' // the engine's certificate has ended, or has not begun
  | 'tls-wrong-host' // the engine's certificate is for another host
  | 'tls-client-missing' // the engine wants a client certificate, and the context has none
  | 'tls-client-expired' // the context's client certificate has ended
  | 'tls-client-refused' // the engine does not take the context's client certificate
  | 'host-unknown' // the host's name has no address
  | 'api-too-old' // it answers, and is older than Scalebook can work with
  | 'timed-out' // no answer in time
  | 'ssh-missing' // there is no ssh on this machine
  | 'ssh-unreachable' // no SSH server answers at the host
  | 'ssh-host-key-unknown' // nobody has said yet that the host's key is to be trusted
  | 'ssh-host-key-unasked' // the same, where ssh can ask nobody: Windows' asks at a terminal alone
  | 'ssh-host-key-changed' // the host's key is another than the one that is known of it
  | 'ssh-denied' // the host takes none of the user's keys
  | 'ssh-no-docker' // the host has no Docker CLI
  | 'ssh-docker-denied' // the user of the host may not use its Docker
  | 'ssh-failed' // anything else that ssh says
  | 'context-invalid' // the context's own entry is broken or gone
  | 'not-found' // the engine does not know the container (any more)
  | 'conflict' // the engine refused because of its present state (name in use, already in progress)
  | 'refused' // the engine refused, in its own words
  | 'interrupted' // the connection broke in the middle
  | 'killed' // a program of this machine did not end when it was asked to, and was cut off
  | 'cancelled'; // we stopped it

const needsPerson: ReadonlySet<EngineFailureReason> = new Set([
  'ssh-missing',
  'ssh-host-key-unknown',
  'ssh-host-key-unasked',
  'ssh-host-key-changed',
  'ssh-denied',
  'ssh-no-docker',
  'ssh-docker-denied',
]);

/** Whether trying again by itself is of no use, and may do harm: servers lock out who knocks in vain again and again. */
export const isForPerson = ({ reason }: EngineFailure): boolean => needsPerson.has(reason);

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
