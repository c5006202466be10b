import type { LiveState } from '../../../core/live/liveState.js';
import type { Measured } from '../../../core/operation/run/measured.js';
import type { OperationProblem, Worsened } from '../../../core/operation/operation.js';
import { blindBetween, worsenedBetween } from '../../../core/operation/run/worsened.js';
import type { LiveStore } from '../../live/liveStore.js';
import { ElapsedTime } from '../../elapsedTime.js';
import { pause } from '../../pause.js';
import type { Clock } from '../../ports.js';
import { measure } from './measure.js';

/** A level that rose counts once it has stayed risen this long: replicas that have just started are busy for a moment. */
const worseForMs = 30_000;
/**
 * A figure beyond a bound that has to be held for longer, such as for ten minutes, cannot raise its level between two steps that are three apart: it
 * counts once it was beyond it at each look for this long. That is twice as long as for a level, since whoever asks for a hold has said that
 * a peak is nothing to act upon, and one look below the bound begins it anew.
 */
const beyondForMs = 60_000;
/** Figures that are missing when the wait is over are waited for this long. */
const blindForMs = 60_000;
const lookEveryMs = 5000;
/** Longer between two looks than nobody looks while the window works: the machine slept, or its clock was set forward. */
const sleptMs = 2 * 60_000;

/** What a stack was like before the stages ahead of a wait. */
export interface MeasuredBefore {
  readonly byLevels: Measured;
  readonly byBounds: Measured;
}

export const measureBefore = (state: LiveState, stackId: string, now: number): MeasuredBefore => ({
  byLevels: measure(state, stackId, undefined, now),
  byBounds: measure(state, stackId, undefined, now, 'bounds'),
});

/**
 * Waits for `forMs`, whatever is done to the clock, and then for a look at figures taken since. Ends early, with the problem, once a service of the stack has
 * been worse than in `before` for half a minute, or one of its figures beyond a bound for a minute that it was not beyond before; and once minutes of it
 * went by in which nobody looked.
 *
 * @param grown Compose names of the services that got more replicas since `before`
 */
export async function observe(
  store: LiveStore,
  clock: Clock,
  stackId: string,
  before: MeasuredBefore,
  grown: ReadonlySet<string>,
  forMs: number,
  signal: AbortSignal,
): Promise<OperationProblem | undefined> {
  const [worse, beyond] = [new Lasting(worseForMs), new Lasting(beyondForMs)];
  const elapsed = new ElapsedTime(clock);
  let overSince: number | undefined;
  let lookedMs = 0;
  for (;;) {
    if (signal.aborted) return { reason: 'cancelled' };
    const [now, passedMs] = [clock.now(), elapsed.ms];
    // What was planned before is for a person to look at again: it goes on by itself only from what it saw.
    if (passedMs - lookedMs > sleptMs) return { reason: 'interrupted', slept: true };
    lookedMs = passedMs;
    const after = measure(store.state, stackId, undefined, now);
    const byBounds = measure(store.state, stackId, undefined, now, 'bounds');
    const worsened =
      worse.take(worsenedBetween(before.byLevels, after, grown), passedMs) ??
      beyond.take(worsenedBetween(before.byBounds, byBounds, grown), passedMs);
    if (worsened) return { reason: 'worse', worsened };
    const blind = blindBetween(before.byLevels, after);
    // Counted from the first look after it: a laptop that slept for a moment still has to get its figures.
    if (passedMs >= forMs) overSince ??= passedMs;
    if (overSince !== undefined && !worse.isOn && !beyond.isOn) {
      if (blind.length === 0) return undefined;
      if (passedMs - overSince >= blindForMs) return { reason: 'blind', titles: blind };
    }
    await pause(clock, overSince === undefined ? Math.min(lookEveryMs, forMs - passedMs) : lookEveryMs, signal);
  }
}

/** Something that counts once it was found at every look for so long. */
class Lasting {
  private since: number | undefined;

  constructor(private readonly forMs: number) {}

  /** Found by the last look. */
  get isOn(): boolean {
    return this.since !== undefined;
  }

  /** The same once it counts. */
  take(found: readonly Worsened[], now: number): readonly Worsened[] | undefined {
    this.since = found.length > 0 ? (this.since ?? now) : undefined;
    return this.since !== undefined && now - this.since >= this.forMs ? found : undefined;
  }
}
