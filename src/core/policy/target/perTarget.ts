import type { TargetRule } from '../../runbook/targetRule.js';
import { ceilOf } from './ceilOf.js';
import { blind, knownValue, type Proposal } from './proposal.js';

/** One replica for so many of what the metric counts. */
export function perTarget(rule: Extract<TargetRule, { rule: 'per' }>, measured: number | undefined): Proposal {
  const value = knownValue(measured);
  if (value === undefined) return blind(rule.metric);
  const replicas = Math.max(0, ceilOf(value / rule.perReplica));
  return {
    proposal: 'count',
    rule: 'per',
    metric: rule.metric,
    value,
    per: rule.perReplica,
    replicas,
    ifIdle: replicas,
  };
}
