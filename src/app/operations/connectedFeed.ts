import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineSession } from '../connection/engineSession.js';
import type { LiveStore } from '../live/liveStore.js';
import type { StackFeed } from '../live/stackFeed.js';

/** The open connection's feed, waiting for it to open; or why it cannot be had. The caller holds a lease on the session. */
export async function connectedFeed(
  session: EngineSession,
  store: LiveStore,
  signal: AbortSignal,
): Promise<Result<StackFeed, EngineFailure>> {
  try {
    // A failure of up to half a minute ago says little about now.
    if (store.state.connection.phase === 'failed') await session.retry(signal);
    const state = await store.until(
      ({ connection }) => connection.phase === 'connected' || connection.phase === 'failed',
      signal,
    );
    if (state.connection.phase === 'failed') return fail(state.connection.failure);
  } catch {
    const timedOut = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
    const { connection } = store.state;
    const address = connection.phase === 'idle' ? '' : connection.context.endpoint.raw;
    return fail({ reason: timedOut ? 'timed-out' : 'cancelled', address, detail: '' });
  }
  return session.current ? ok(session.current) : fail({ reason: 'interrupted', address: '', detail: '' });
}
