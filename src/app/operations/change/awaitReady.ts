import type { LiveState } from '../../../core/live/liveState.js';
import type { LiveStore } from '../../live/liveStore.js';
import type { Clock } from '../../ports.js';
import { findContainer, patienceMs, readinessOf, settleMs } from './readiness.js';

export type ReadyResult =
  | { readonly result: 'ready' }
  | { readonly result: 'cancelled' }
  | { readonly result: 'not-ready'; readonly state: string }
  | { readonly result: 'too-late'; readonly waitedMs: number };

/**
 * Waits for one container to become ready, by what the live state says of it; asks the engine nothing. Only time in which somebody could look
 * counts: neither a sleep nor a clock that is set uses up its patience.
 */
export async function awaitReady(
  store: LiveStore,
  clock: Clock,
  containerId: string,
  signal: AbortSignal,
): Promise<ReadyResult> {
  const begunAt = clock.monotonic();
  let runningSince: number | undefined;
  let patience = patienceMs(undefined);
  for (;;) {
    if (signal.aborted) return { result: 'cancelled' };
    const { state } = store;
    let waitAtMostMs = Infinity;
    // Without a snapshot the connection is being made anew: nothing is known, and nothing is decided.
    if (state.connection.phase !== 'connected') runningSince = undefined;
    else if (state.snapshot) {
      const replica = findContainer(state, containerId);
      if (replica) patience = patienceMs(replica);
      runningSince = replica?.state === 'running' ? (runningSince ?? clock.monotonic()) : undefined;
      const readiness = readinessOf(replica, runningSince, clock);
      if (readiness === 'ready') return { result: 'ready' };
      if (readiness === 'failed') return { result: 'not-ready', state: describe(state, containerId) };
      const waitedMs = clock.monotonic() - begunAt;
      if (waitedMs >= patience) return { result: 'too-late', waitedMs };
      const settles = replica?.health === 'none' && runningSince !== undefined;
      waitAtMostMs = Math.min(
        patience - waitedMs,
        settles ? (runningSince ?? 0) + settleMs - clock.monotonic() : Infinity,
      );
    }
    await nextChange(store, clock, waitAtMostMs, signal);
  }
}

function describe(state: LiveState, containerId: string): string {
  const replica = findContainer(state, containerId);
  if (!replica) return 'gone';
  if (replica.state === 'running') return replica.restarts > 0 ? 'restarting' : replica.health;
  if (replica.state === 'exited' && replica.oomKilled) return 'out-of-memory';
  return replica.state === 'exited' ? `exited ${replica.exitCode ?? ''}`.trim() : replica.state;
}

function nextChange(store: LiveStore, clock: Clock, atMostMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      timer?.dispose();
      listener.dispose();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = Number.isFinite(atMostMs) ? clock.after(Math.max(10, atMostMs), finish) : undefined;
    const listener = store.onDidChange(finish);
    signal.addEventListener('abort', finish);
  });
}
