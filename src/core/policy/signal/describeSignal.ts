import type { Rule } from '../../runbook/rule.js';
import type { Level } from '../level.js';
import type { Evidence, Phase } from '../signal.js';
import { breaches, isBelowClear } from './boundTests.js';
import { heldMs } from './evidence.js';
import { isFlapping } from './latches.js';
import { latchedLevel, type SignalState } from './signalState.js';
import { signalTuning, type SignalTuning } from './tuning.js';

export interface SignalDescription {
  /** What to show: unknown where the evidence does not carry the level. */
  readonly level: Level;
  readonly evidence: Evidence;
  readonly phase: Phase;
  /** When it came to this level; undefined when not known. */
  readonly sinceTauMs: number | undefined;
  readonly lastValue: number | undefined;
  /** When `lastValue` was received. */
  readonly lastTauMs: number | undefined;
  readonly flapping: boolean;
}

/** How a signal stands at a moment. Alarms stay while samples are late; normal is said only on good evidence. */
export function describeSignal(
  state: SignalState,
  rule: Rule,
  tauMs: number,
  intervalMs: number,
  tuning: SignalTuning = signalTuning,
): SignalDescription {
  const ageMs = state.newest ? tauMs - state.newest.tauMs : Infinity;
  const staleMs = Math.max(tuning.staleIntervals * intervalMs, tuning.leastStaleMs);
  const noDataMs = Math.max(tuning.noDataAfterMs, staleMs);
  const sparse = isSparse(state, rule, tuning);
  const evidence = ageMs > noDataMs ? 'nodata' : ageMs > staleMs ? 'stale' : sparse ? 'sparse' : 'ok';
  const latched = latchedLevel(state);
  const carried = evidence !== 'nodata' && !(latched === 'normal' && (sparse || state.newest?.complete === false));
  const level = carried ? latched : 'unknown';
  return {
    level,
    evidence,
    phase: evidence === 'ok' || evidence === 'sparse' ? phaseOf(state, rule) : 'steady',
    sinceTauMs: level === latched ? state.sinceTauMs : unknownSince(state, evidence, noDataMs),
    lastValue: state.newest?.value,
    lastTauMs: state.newest?.tauMs,
    flapping: isFlapping(state, tauMs, tuning),
  };
}

/** As of the newest sample, so that nothing turns sparse merely because the next one is not due yet. */
function isSparse({ spans, newest }: SignalState, rule: Rule, tuning: SignalTuning): boolean {
  const holdMs = rule.critical?.holdMs || rule.warning?.holdMs;
  if (!newest || !holdMs) return false;
  return heldMs(spans, () => true, newest.tauMs - holdMs) < tuning.leastObserved * holdMs;
}

const unknownSince = ({ newest }: SignalState, evidence: Evidence, noDataMs: number): number | undefined =>
  newest && evidence === 'nodata' ? newest.tauMs + noDataMs : undefined;

function phaseOf({ newest, warning, critical }: SignalState, rule: Rule): Phase {
  if (!newest) return 'steady';
  if (!critical && rule.critical && breaches(rule.critical, newest)) return 'pending-critical';
  if (!warning && rule.warning && breaches(rule.warning, newest)) return 'pending-warning';
  const latch = critical ? rule.critical : warning ? rule.warning : undefined;
  return latch && isBelowClear(latch, newest) ? 'recovering' : 'steady';
}
