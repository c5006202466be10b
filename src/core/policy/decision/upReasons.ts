import type { Reason } from '../decision.js';
import type { Combined } from '../target/combineTargets.js';
import type { Count } from '../target/proposal.js';
import type { Cause } from './causes.js';
import type { DecisionInput } from './decisionInput.js';
import { projectionOf } from './proposals.js';
import type { Expected } from './scheduled.js';
import { countIn } from '../../operation/run/countIn.js';

/** The facts behind a step up, the deciding ones first. */
export function upReasons(
  input: DecisionInput,
  causes: readonly Cause[],
  { counts }: Combined,
  events: readonly Expected[],
): readonly Reason[] {
  const answers = causes.length > 0 ? counts.filter(({ replicas }) => replicas > input.replicas) : [];
  const signals = [...new Set(causes.map(({ signal }) => signal))];
  return [
    ...causes.flatMap(({ row }): Reason[] => (row ? [{ reason: 'matrix', row }] : [])),
    ...signals.map((signal): Reason => ({ reason: 'signal', signal })),
    ...signals.flatMap(({ metric }) => projectionReason(metric.id, input)),
    ...answers.map(targetReason),
    ...events.map((event) => scheduleReason(event, input.entry.name)),
  ];
}

export const scheduleReason = ({ title, at, dueAt, counts }: Expected, service: string): Reason => ({
  reason: 'schedule',
  title,
  at,
  dueAt: Number.isFinite(dueAt) ? dueAt : undefined,
  count: countIn(counts, service) ?? 0,
});

export const targetReason = ({ rule, metric, value, per, replicas }: Count): Reason => ({
  reason: 'target',
  rule,
  metric,
  value,
  per,
  replicas,
});

function projectionReason(metric: string, input: DecisionInput): readonly Reason[] {
  const signal = projectionOf(metric, input);
  return signal?.value === undefined || signal.projected === undefined
    ? []
    : [{ reason: 'projection', metric, value: signal.value, projected: signal.projected }];
}
