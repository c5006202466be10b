import type { TargetRule } from '../../runbook/targetRule.js';
import { ceilOf } from './ceilOf.js';
import { blind, knownValue, type Proposal } from './proposal.js';

/**
 * The count of the highest bound that is exceeded. Going down, the replicas that stay have to remain below the lowest bound
 * with the load of those that go: the bare count would be called back at once.
 */
export function stepsTarget(
  rule: Extract<TargetRule, { rule: 'steps' }>,
  replicas: number,
  measured: number | undefined,
): Proposal {
  const value = knownValue(measured);
  if (value === undefined) return blind(rule.metric);
  const steps = [...rule.steps].sort((a, b) => b.above - a.above);
  const step = steps.find(({ above }) => value > above);
  const lowest = steps.at(-1)?.above;
  const answer = (count: number, per: number): Proposal => ({
    proposal: 'count',
    rule: 'steps',
    metric: rule.metric,
    value,
    per,
    replicas: count,
    ifIdle: count,
  });
  if (step) return answer(Math.max(step.replicas, replicas), step.above);
  if (rule.otherwise >= replicas) return answer(rule.otherwise, lowest ?? 0);
  const needed = lowest === undefined || !(lowest > 0) ? rule.otherwise : ceilOf((value * replicas) / lowest);
  return answer(Math.min(replicas, Math.max(rule.otherwise, needed)), lowest ?? 0);
}
