import type { Rule } from '../../runbook/rule.js';
import type { Level } from '../level.js';
import type { Span } from './span.js';

/** What is remembered of one rule on one service. Holds nothing that JSON cannot; small however often it is sampled. */
export interface SignalState {
  /** Oldest first. */
  readonly spans: readonly Span[];
  /** The newest sample that was taken in; undefined before the first. */
  readonly newest: NewestSample | undefined;
  /** There has been enough evidence to call it normal. */
  readonly known: boolean;
  /** Latches: set by their bound's hold, cleared by its clear window, and moved by nothing else. */
  readonly warning: boolean;
  /** Never without `warning`. */
  readonly critical: boolean;
  /** When the level that the latches give last changed; undefined before the first evidence. */
  readonly sinceTauMs: number | undefined;
  /** When latches last changed, oldest first; as many as tell flapping. */
  readonly changes: readonly number[];
}

export interface NewestSample {
  readonly tauMs: number;
  readonly value: number;
  readonly complete: boolean;
  /** The source's own time of the point, ms; undefined where it has none. */
  readonly sourceAt: number | undefined;
}

export const emptySignalState: SignalState = {
  spans: [],
  newest: undefined,
  known: false,
  warning: false,
  critical: false,
  sinceTauMs: undefined,
  changes: [],
};

/** The level by the latches alone, whatever the evidence is worth by now. */
export function latchedLevel({ critical, warning, known }: SignalState): Level {
  if (critical) return 'critical';
  if (warning) return 'warning';
  return known ? 'normal' : 'unknown';
}

/**
 * The state to go on with under a rule that was read again: the same where the rule still measures the same against the same bounds,
 * empty otherwise. A new title or action is no reason to forget an alarm.
 */
export const forgetWhenChanged = (state: SignalState, before: Rule | undefined, after: Rule): SignalState =>
  before && measures(before) === measures(after) ? state : emptySignalState;

function measures({ id, metric, warning, critical }: Rule): string {
  const bounds = [warning, critical].map(
    (bound) => bound && [bound.value, bound.inclusive, bound.holdMs, bound.clearBelow, bound.clearMs],
  );
  return JSON.stringify([id, metric, ...bounds]);
}
