import type { Measured } from '../../core/operation/measured.js';
import type { OperationProblem } from '../../core/operation/operation.js';
import { blindBetween, worsenedBetween } from '../../core/operation/worsened.js';
import type { LiveStore } from '../live/liveStore.js';
import { pause } from '../pause.js';
import type { Clock } from '../ports.js';
import { measure } from './measure.js';

/** A level that rose counts once it has stayed risen this long: replicas that have just started are busy for a moment. */
const worseForMs = 30_000;
/** Figures that are missing when the wait is over are waited for this long. */
const blindForMs = 60_000;
const lookEveryMs = 5000;

/**
 * Waits until `until` (wall time, ms) and then for a look at figures taken since. Ends early, with the problem, once a service of the stack has
 * been worse than in `before` for half a minute.
 *
 * @param grown Compose names of the services that got more replicas since `before`
 */
export async function observe(
  store: LiveStore,
  clock: Clock,
  stackId: string,
  before: Measured,
  grown: ReadonlySet<string>,
  until: number,
  signal: AbortSignal,
): Promise<OperationProblem | undefined> {
  let worseSince: number | undefined;
  let overSince: number | undefined;
  for (;;) {
    if (signal.aborted) return { reason: 'cancelled' };
    const now = clock.now();
    const after = measure(store.state, stackId, undefined, now);
    const worsened = worsenedBetween(before, after, grown);
    const blind = blindBetween(before, after);
    worseSince = worsened.length > 0 ? (worseSince ?? now) : undefined;
    if (worseSince !== undefined && now - worseSince >= worseForMs) return { reason: 'worse', worsened };
    // Counted from the first look after it: a laptop that slept through the wait still has to get its figures.
    if (now >= until) overSince ??= now;
    if (overSince !== undefined && worseSince === undefined) {
      if (blind.length === 0) return undefined;
      if (now - overSince >= blindForMs) return { reason: 'blind', titles: blind };
    }
    await pause(clock, overSince === undefined ? Math.min(lookEveryMs, until - now) : lookEveryMs, signal);
  }
}
