import type { Bound, Rule } from '../../runbook/rule.js';
import { breaches, hasHold, isBelowClear, isCalm } from './boundTests.js';
import { noneSince, sustained } from './evidence.js';
import type { SignalState } from './signalState.js';
import type { Span } from './span.js';
import type { SignalTuning } from './tuning.js';

export type Latches = Pick<SignalState, 'known' | 'warning' | 'critical'>;

/** The latches after the newest of the spans' samples. Missing evidence leaves each as it is. */
export function nextLatches(
  before: Latches,
  spans: readonly Span[],
  rule: Rule,
  flapping: boolean,
  tuning: SignalTuning,
): Latches {
  const enters = (bound: Bound | undefined): boolean =>
    bound !== undefined && sustained(spans, (span) => breaches(bound, span), bound.holdMs, tuning.share);
  const clears = (bound: Bound | undefined): boolean =>
    bound === undefined || clearWindows(bound, flapping, tuning).every((ms) => isCleared(spans, bound, ms, tuning));
  const critical = enters(rule.critical) || (before.critical && !clears(rule.critical));
  return {
    // Asked for with alarms as without, so that one that came and went is no way around it.
    known: before.known || sustained(spans, (span) => isCalm(rule, span), bootstrapMs(rule, tuning), tuning.share),
    warning: critical || enters(rule.warning) || (before.warning && !clears(rule.warning)),
    critical,
  };
}

export const isFlapping = ({ changes }: SignalState, tauMs: number, tuning: SignalTuning): boolean =>
  (changes.at(-tuning.flappingChanges) ?? -Infinity) > tauMs - tuning.flappingWindowMs;

/** What has to be remembered for any of the rule's windows. */
export function longestWindowMs(rule: Rule, tuning: SignalTuning): number {
  const ofBounds = [rule.warning, rule.critical].flatMap((bound) =>
    bound ? [bound.holdMs, ...clearWindows(bound, true, tuning)] : [],
  );
  return Math.max(bootstrapMs(rule, tuning), ...ofBounds);
}

/** The short window has to be clear as well while flapping, so that flapping can only delay. */
const clearWindows = ({ clearMs }: Bound, flapping: boolean, { flappingClearMs }: SignalTuning): readonly number[] =>
  flapping ? [clearMs, Math.min(2 * clearMs, Math.max(clearMs, flappingClearMs))] : [clearMs];

/** One sample over the bound starts the clear window anew, however short the spike. */
function isCleared(spans: readonly Span[], bound: Bound, windowMs: number, { share }: SignalTuning): boolean {
  const newestTauMs = spans.at(-1)?.lastTauMs ?? -Infinity;
  return (
    sustained(spans, (span) => isBelowClear(bound, span), windowMs, share) &&
    noneSince(spans, (span) => breaches(bound, span), newestTauMs - windowMs)
  );
}

const bootstrapMs = (rule: Rule, tuning: SignalTuning): number => (hasHold(rule) ? tuning.bootstrapMs : 0);
