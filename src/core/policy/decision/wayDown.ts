import type { ScaleDownRow } from '../../runbook/scaleDownPolicy.js';
import type { Reason, Refusal } from '../decision.js';
import type { Combined } from '../target/combineTargets.js';
import { halvingStep } from '../target/halvingStep.js';
import { knownValue } from '../target/proposal.js';
import { stabilise } from '../target/stabilise.js';
import type { Calm } from './calm.js';
import type { DecisionInput } from './decisionInput.js';
import type { DecisionMemory } from './decisionMemory.js';
import { doNotShrink } from './doNotShrink.js';
import { scheduledFloor } from './scheduled.js';
import { cut, type Way } from './step.js';
import { unlike } from './unlike.js';
import { scheduleReason, targetReason } from './upReasons.js';
import { countIn } from '../../operation/run/countIn.js';

/** Half of the way to where the rules, the scale-down matrix, the schedule or the baseline lead, if nothing speaks against it. */
export function wayDown(input: DecisionInput, combined: Combined, memory: DecisionMemory, calm: Calm): Way {
  const { entry, replicas } = input;
  if (replicas <= entry.min)
    return { step: undefined, refusals: [{ refusal: 'at-min', min: entry.min, until: undefined }] };
  const row = rowFor(input);
  const planned = scheduledFloor(input);
  const noRule = entry.targets.length === 0 && !row && !planned;
  const rules = entry.targets.length === 0 ? 0 : stabilise(combined.replicas, replicas, memory.answers, input.tauMs);
  const floor = (planned && countIn(planned.counts, entry.name)) ?? row?.to ?? entry.baseline;
  const wanted = noRule ? replicas : Math.max(rules, Math.min(floor, entry.max));
  const bounded = Math.max(wanted, entry.min);
  const target = halvingStep(replicas, bounded);
  const [largest] = combined.counts;
  const refusals: readonly Refusal[] = [
    ...calm.refusals,
    ...doNotShrink(input, target),
    ...combined.blind.map((metric): Refusal => ({ refusal: 'signal-unknown', metric, until: undefined })),
    ...(target < replicas ? [] : [{ refusal: noRule ? 'no-target-rule' : 'in-tolerance', until: undefined } as const]),
    ...(target > entry.max ? [{ refusal: 'at-max', max: entry.max, until: undefined } as const] : []),
  ];
  if (refusals.length > 0) return { step: undefined, refusals: unlike(refusals) };
  const reasons: readonly Reason[] = [
    ...(row && !planned ? [{ reason: 'scale-down-row', replicas: row.replicas, to: row.to } as const] : []),
    ...calm.reasons,
    ...(largest ? [targetReason(largest)] : []),
    ...(planned ? [scheduleReason(planned, entry.name)] : []),
    ...cut('min', wanted, bounded),
    ...cut('halving', bounded, target),
    ...(largest ? cut('busy', largest.ifIdle, largest.replicas) : []),
  ];
  return { step: { direction: 'down', target, restartFirst: false, urgent: false, reasons }, refusals: [] };
}

/** The row of the scale-down matrix that leads furthest. Its bound has to have held as long as any condition. */
function rowFor({ runbook, entry, replicas, figures, lowFor }: DecisionInput): ScaleDownRow | undefined {
  const { matrix, holdMs } = runbook.scaleDown;
  const rows = matrix.filter(
    (row) =>
      row.service === entry.name &&
      replicas >= row.replicas &&
      (knownValue(figures(row.metric)) ?? Infinity) < row.below &&
      (lowFor(row.metric, row.below) ?? 0) >= holdMs,
  );
  return [...rows].sort((a, b) => a.to - b.to)[0];
}
