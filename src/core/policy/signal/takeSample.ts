import type { Rule } from '../../runbook/rule.js';
import { longestGapMs } from '../longestGapMs.js';
import { areAlike } from './boundTests.js';
import { isFlapping, longestWindowMs, nextLatches, type Latches } from './latches.js';
import { emptySignalState, latchedLevel, type NewestSample, type SignalState } from './signalState.js';
import { extendSpans, trimSpans } from './span.js';
import { signalTuning, type SignalTuning } from './tuning.js';

export interface SignalSample {
  /** When it was received, on the axis of elapsed time. */
  readonly tauMs: number;
  /** Undefined, or not finite, is a missing one: never zero. */
  readonly value: number | undefined;
  /** The source's own time of the point, ms; the same twice is the same point. */
  readonly sourceAt: number | undefined;
  /** False where some replicas could not be read. */
  readonly complete?: boolean;
}

/**
 * The state after a sample. `intervalMs` is the interval it was sampled at. A missing value, a repeated point and one out of order leave
 * everything as time alone does.
 */
export function takeSample(
  state: SignalState,
  rule: Rule,
  sample: SignalSample,
  intervalMs: number,
  tuning: SignalTuning = signalTuning,
): SignalState {
  const before = tick(state, sample.tauMs, tuning);
  const taken = newSample(before.newest, sample);
  if (!taken) return before;
  const { tauMs } = taken;
  const joined = before.newest !== undefined && tauMs - before.newest.tauMs <= longestGapMs(intervalMs);
  const spans = extendSpans(before.spans, taken, joined, (span, point) => areAlike(rule, span, point));
  const latches = nextLatches(before, spans, rule, isFlapping(before, tauMs, tuning), tuning);
  const next = {
    ...before,
    ...latches,
    spans: trimSpans(spans, tauMs - longestWindowMs(rule, tuning)),
    newest: taken,
    changes: isAlarmChanged(before, latches)
      ? [...before.changes, tauMs].slice(-tuning.flappingChanges)
      : before.changes,
  };
  return latchedLevel(next) === latchedLevel(before) ? next : { ...next, sinceTauMs: tauMs };
}

/** The state after time alone: it only forgets, once there has been no sample for too long. */
export function tick(state: SignalState, tauMs: number, tuning: SignalTuning = signalTuning): SignalState {
  const { newest } = state;
  return newest && tauMs - newest.tauMs >= tuning.latchTtlMs && state.spans.length > 0
    ? { ...emptySignalState, newest }
    : state;
}

/** Undefined where the sample says nothing new. */
function newSample(newest: NewestSample | undefined, sample: SignalSample): NewestSample | undefined {
  const { tauMs, value, sourceAt, complete = true } = sample;
  if (value === undefined || !Number.isFinite(value) || !Number.isFinite(tauMs)) return undefined;
  const isRepeated = newest && (tauMs <= newest.tauMs || (sourceAt !== undefined && sourceAt === newest.sourceAt));
  return isRepeated ? undefined : { tauMs, value, complete, sourceAt };
}

const isAlarmChanged = (before: Latches, after: Latches): boolean =>
  before.warning !== after.warning || before.critical !== after.critical;
