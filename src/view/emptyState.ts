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
  | 'apiTooOld'
  | 'timedOut'
  | 'noSsh';

const byReason = {
  'no-engine': 'noEngine',
  interrupted: 'noEngine',
  'no-permission': 'noPermission',
  'host-unknown': 'wrongContext',
  'context-invalid': 'wrongContext',
  'unsupported-transport': 'noSsh',
  'tls-refused': 'tlsRefused',
  'api-too-old': 'apiTooOld',
  'timed-out': 'timedOut',
  refused: 'noEngine',
  conflict: 'noEngine',
  'not-found': 'noEngine',
  cancelled: 'connecting',
} as const satisfies Record<EngineFailureReason, EmptyState>;

export function emptyState({ connection, snapshot }: LiveState): EmptyState {
  if (connection.phase === 'idle') return 'idle';
  if (connection.phase === 'failed') return byReason[connection.failure.reason];
  if (!snapshot) return 'connecting';
  if (snapshot.stacks.length > 0) return 'ready';
  const isWorker = connection.phase === 'connected' && connection.info.swarm === 'worker';
  return isWorker ? 'swarmWorker' : 'noStack';
}
