import type { TargetRule } from '../../runbook/targetRule.js';
import type { Signal } from '../signal.js';
import { perTarget } from '../target/perTarget.js';
import { knownValue, type Proposal } from '../target/proposal.js';
import { queueTarget } from '../target/queueTarget.js';
import { ratioTarget, type Utilisation } from '../target/ratioTarget.js';
import { stepsTarget } from '../target/stepsTarget.js';
import { isSeen } from './causes.js';
import { isCpuAverage } from './dockerMetrics.js';
import type { DecisionInput } from './decisionInput.js';
import { scheduledFloor } from './scheduled.js';

/** What each of the service's target rules answers. */
export const proposalsOf = (input: DecisionInput): readonly Proposal[] =>
  input.entry.targets.map((rule) => proposalOf(rule, input));

function proposalOf(rule: TargetRule, input: DecisionInput): Proposal {
  switch (rule.rule) {
    case 'queue':
      // The floor is for the day: a quiet night that is planned may go below it.
      return queueTarget(
        { ...rule, floor: Math.min(rule.floor, scheduledFloor(input)?.counts[input.entry.name] ?? Infinity) },
        input.replicas,
        expectedValue(rule.waiting, input),
        rule.active === undefined ? undefined : input.figures(rule.active),
      );
    case 'steps':
      return stepsTarget(rule, input.replicas, expectedValue(rule.metric, input));
    case 'ratio':
      return ratioTarget(rule, utilisationOf(rule.metric, input));
    case 'per':
      return perTarget(rule, expectedValue(rule.metric, input));
  }
}

/** While a warning rises, where it will be is what has to be provided for. */
export const projectionOf = (metric: string, { signals }: DecisionInput): Signal | undefined =>
  signals.find(
    (signal) =>
      signal.metric.id === metric && signal.level === 'warning' && signal.projected !== undefined && isSeen(signal),
  );

function expectedValue(metric: string, input: DecisionInput): number | undefined {
  const value = knownValue(input.figures(metric));
  const signal = projectionOf(metric, input);
  const projected = knownValue(signal?.projected);
  if (value === undefined || signal === undefined || projected === undefined) return value;
  return Math.max(value, signal.metric.unit === 'percent' ? Math.min(projected, 100) : projected);
}

/** CPU is known of each replica; of anything else, and where Docker cannot be asked, only the mean is. */
function utilisationOf(metric: string, input: DecisionInput): Utilisation {
  const { replicas, warming, utilisation, runbook } = input;
  const mean = knownValue(input.figures(metric));
  const expected = expectedValue(metric, input);
  const perReplica = runbook.metrics.some((candidate) => candidate.id === metric && isCpuAverage(candidate));
  if (!perReplica || utilisation.every((value) => knownValue(value) === undefined)) {
    const each = Array.from({ length: Math.max(1, replicas - warming) }, () => expected);
    return { replicas, warming, each };
  }
  const growth = mean === undefined || expected === undefined || !(mean > 0) ? 1 : expected / mean;
  return { replicas, warming, each: utilisation.map((value) => (value === undefined ? undefined : value * growth)) };
}
