import type { Rule } from '../../../../../../src/core/runbook/rule.js';
import { describeSignal, type SignalDescription } from '../../../../../../src/core/policy/signal/describeSignal.js';
import { emptySignalState, type SignalState } from '../../../../../../src/core/policy/signal/signalState.js';
import { takeSample } from '../../../../../../src/core/policy/signal/takeSample.js';
import { signalTuning, type SignalTuning } from '../../../../../../src/core/policy/signal/tuning.js';
import type { Arrival } from './timelines.js';

export interface Step {
  readonly arrival: Arrival;
  readonly before: SignalState;
  readonly after: SignalState;
  /** As shown right after the arrival. */
  readonly shown: SignalDescription;
}

/** The states that arrivals lead to, one after the other. */
export function replay(
  rule: Rule,
  arrivals: readonly Arrival[],
  tuning: SignalTuning = signalTuning,
  from: SignalState = emptySignalState,
): readonly Step[] {
  let before = from;
  return arrivals.map((arrival) => {
    const after = takeSample(before, rule, arrival, arrival.intervalMs, tuning);
    const shown = describeSignal(after, rule, arrival.tauMs, arrival.intervalMs, tuning);
    const step = { arrival, before, after, shown };
    before = after;
    return step;
  });
}

/** Without the second line against flapping, which makes a past alarm count against the present. */
export const plainTuning: SignalTuning = { ...signalTuning, flappingChanges: 1e6 };

export const lastState = (steps: readonly Step[]): SignalState => steps.at(-1)?.after ?? emptySignalState;

export const latchesOf = ({ known, warning, critical }: SignalState): readonly boolean[] => [known, warning, critical];
