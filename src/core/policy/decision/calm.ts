import type { Metric } from '../../runbook/metric.js';
import { isMeasuredOf } from '../../runbook/runbook.js';
import type { Reason, Refusal } from '../decision.js';
import { isAlarm } from '../level.js';
import type { Signal } from '../signal.js';
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

/**
 * No job ends while none waits, and nobody counts users where nobody ever has: such a metric has no figure for a reason. Of a queue the
 * metric that is a condition has to be known and low, and speaks for the times of jobs; users that were never counted are no reason
 * to stay. Any other metric that is not known vetoes.
 */
function isSpokenFor(metric: Metric, signals: readonly Signal[], conditions: ReadonlySet<string>): boolean {
  const own = signals.filter((signal) => signal.metric.id === metric.id);
  if (conditions.has(metric.id) || own.some(({ rule }) => rule.required)) return false;
  if (metric.group === 'load') return own.every(({ ageMs }) => ageMs === undefined);
  return (
    metric.group === 'queue' &&
    metric.unit === 'ms' &&
    signals.some((other) => other.metric.group === 'queue' && conditions.has(other.metric.id))
  );
}

function unwell({ signals, runbook }: DecisionInput): readonly Refusal[] {
  const conditions = new Set(runbook.scaleDown.conditions.map((condition) => condition.metric));
  const refusals = new Map<string, Refusal>();
  for (const { level, evidence, metric } of signals) {
    if (isAlarm(level)) refusals.set(metric.id, { refusal: 'signal-not-normal', metric: metric.id, until: undefined });
    else if (
      (level === 'unknown' || evidence !== 'ok') &&
      !refusals.has(metric.id) &&
      !isSpokenFor(metric, signals, conditions)
    )
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
