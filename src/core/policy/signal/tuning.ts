import { minuteMs } from '../../../util/minuteMs.js';

/** What the signal machine takes for granted about sampling. The runbook has the bounds; these are the same for every rule. */
export interface SignalTuning {
  /** The share of a window that has to be observed on the same side of a bound; 1 allows no dip and no lost sample. */
  readonly share: number;
  readonly staleIntervals: number;
  readonly leastStaleMs: number;
  readonly noDataAfterMs: number;
  /** After this long without a sample latches are forgotten: yesterday's alarm must not greet the user. */
  readonly latchTtlMs: number;
  /** A rule with a hold is not called normal before this much evidence. */
  readonly bootstrapMs: number;
  /** Less than this share of the hold observed is sparse. */
  readonly leastObserved: number;
  /** So many changes of level within `flappingWindowMs` are flapping: clearing takes twice as long, up to `flappingClearMs`. */
  readonly flappingChanges: number;
  readonly flappingWindowMs: number;
  readonly flappingClearMs: number;
}

export const signalTuning: SignalTuning = {
  share: 0.9,
  staleIntervals: 3,
  leastStaleMs: 45_000,
  noDataAfterMs: 5 * minuteMs,
  latchTtlMs: 30 * minuteMs,
  bootstrapMs: 2 * minuteMs,
  leastObserved: 0.5,
  flappingChanges: 4,
  flappingWindowMs: 60 * minuteMs,
  flappingClearMs: 30 * minuteMs,
};
