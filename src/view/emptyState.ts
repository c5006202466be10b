import type { EngineFailureReason } from '../core/connection/engineFailure.js';
import type { LiveState } from '../core/live/liveState.js';

/** Which welcome the empty sidebar shows; `ready` shows none. The words themselves are in package.json, under viewsWelcome. */
export type EmptyState =
  | 'idle'
  | 'connecting'
  | 'ready'
  | 'noStack'
  | 'swarmWorker'
  | 'noEngine'
  | 'noPermission'
  | 'wrongContext'
  | 'tlsRefused'
  | 'tlsUntrusted'
  | 'tlsExpired'
  | 'tlsWrongHost'
  | 'tlsClientMissing'
  | 'tlsClientExpired'
  | 'tlsClientRefused'
  | 'apiTooOld'
  | 'timedOut'
  | 'sshMissing'
  | 'sshUnreachable'
  | 'sshHostKeyUnknown'
  | 'sshHostKeyUnasked'
  | 'sshHostKeyChanged'
  | 'sshDenied'
  | 'sshNoDocker'
  | 'sshDockerDenied'
  | 'sshFailed';

const byReason = {
  'no-engine': 'noEngine',
  interrupted: 'noEngine',
  'no-permission': 'noPermission',
  'host-unknown': 'wrongContext',
  'context-invalid': 'wrongContext',
  'ssh-missing': 'sshMissing',
  'ssh-unreachable': 'sshUnreachable',
  'ssh-host-key-unknown': 'sshHostKeyUnknown',
  'ssh-host-key-unasked': 'sshHostKeyUnasked',
  'ssh-host-key-changed': 'sshHostKeyChanged',
  'ssh-denied': 'sshDenied',
  'ssh-no-docker': 'sshNoDocker',
  'ssh-docker-denied': 'sshDockerDenied',
  'ssh-failed': 'sshFailed',
  'tls-refused': 'tlsRefused',
  'tls-untrusted': 'tlsUntrusted',
  'tls-expired': 'tlsExpired',
  'tls-wrong-host': 'tlsWrongHost',
  'tls-client-missing': 'tlsClientMissing',
  'tls-client-expired': 'tlsClientExpired',
  'tls-client-refused': 'tlsClientRefused',
  'api-too-old': 'apiTooOld',
  'timed-out': 'timedOut',
  refused: 'noEngine',
  conflict: 'noEngine',
  'not-found': 'noEngine',
  killed: 'noEngine',
  cancelled: 'connecting',
} as const satisfies Record<EngineFailureReason, EmptyState>;

/** Why there is no tree, or `ready` where there is one. */
export function emptyState({ connection, snapshot }: LiveState): EmptyState {
  if (connection.phase === 'idle') return 'idle';
  if (connection.phase === 'failed') return byReason[connection.failure.reason];
  if (!snapshot) return 'connecting';
  if (snapshot.stacks.length > 0) return 'ready';
  const isWorker = connection.phase === 'connected' && connection.info.swarm === 'worker';
  return isWorker ? 'swarmWorker' : 'noStack';
}
