import { isMeasuredOf } from '../../runbook/runbook.js';
import type { Reason, Refusal } from '../decision.js';
import { knownValue } from '../target/proposal.js';
import type { DecisionInput } from './decisionInput.js';

export interface Calm {
  readonly refusals: readonly Refusal[];
  readonly reasons: readonly Reason[];
}

/** Whether all is known to be well, and has been low for long enough. What is not known is a reason to wait. */
export function calmOf(input: DecisionInput): Calm {
  const { runbook, entry } = input;
  const conditions = runbook.scaleDown.conditions.filter((condition) =>
    runbook.metrics.some((metric) => metric.id === condition.metric && isMeasuredOf(metric, entry.name)),
  );
  const found = conditions.map(({ metric, below }) => held(metric, below, input));
  const none: Refusal[] = conditions.length === 0 ? [{ refusal: 'no-target-rule', until: undefined }] : [];
  return {
    refusals: [...unwell(input), ...found.filter((fact) => 'refusal' in fact), ...none],
    reasons: found.filter((fact) => 'reason' in fact),
  };
}

function unwell({ signals }: DecisionInput): readonly Refusal[] {
  const refusals = new Map<string, Refusal>();
  for (const { level, evidence, metric } of signals) {
    if (level === 'warning' || level === 'critical')
      refusals.set(metric.id, { refusal: 'signal-not-normal', metric: metric.id, until: undefined });
    else if ((level === 'unknown' || evidence !== 'ok') && !refusals.has(metric.id))
      refusals.set(metric.id, { refusal: 'signal-unknown', metric: metric.id, until: undefined });
  }
  return [...refusals.values()];
}

function held(metric: string, below: number, input: DecisionInput): Refusal | Extract<Reason, { reason: 'calm' }> {
  const { holdMs } = input.runbook.scaleDown;
  const value = knownValue(input.figures(metric));
  if (value === undefined) return { refusal: 'signal-unknown', metric, until: undefined };
  if (value >= below) return { refusal: 'not-low-enough', metric, value, below, until: undefined };
  const heldMs = knownValue(input.lowFor(metric, below)) ?? 0;
  return heldMs < holdMs
    ? { refusal: 'not-long-enough', metric, below, heldMs, holdMs, until: input.now + holdMs - heldMs }
    : { reason: 'calm', metric, value, below, forMs: heldMs };
}
