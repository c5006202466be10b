import type { TargetRule } from '../../runbook/targetRule.js';
import { ceilOf } from './ceilOf.js';
import { blind, knownValue, type Proposal } from './proposal.js';

/** Going down, each replica is reckoned to carry this share only, so that the next few jobs do not call it back. */
const shareWhenShrinking = 0.8;

/** One replica for so many waiting jobs; never fewer than the floor, nor than the replicas at work. */
export function queueTarget(
  rule: Extract<TargetRule, { rule: 'queue' }>,
  replicas: number,
  waitingJobs: number | undefined,
  activeJobs: number | undefined,
): Proposal {
  const waiting = knownValue(waitingJobs);
  if (waiting === undefined) return blind(rule.waiting);
  const active = knownValue(activeJobs);
  const busy = active === undefined ? 0 : ceilOf(active / rule.concurrency);
  const answer = (count: number, ifIdle = count): Proposal => ({
    proposal: 'count',
    rule: 'queue',
    metric: rule.waiting,
    value: waiting,
    per: rule.perReplica,
    replicas: count,
    ifIdle,
  });
  const up = Math.max(rule.floor, ceilOf(waiting / rule.perReplica));
  if (up > replicas) return answer(up);
  if (rule.active !== undefined && active === undefined) return blind(rule.active);
  const down = Math.max(rule.floor, ceilOf(waiting / (rule.perReplica * shareWhenShrinking)));
  return answer(Math.min(Math.max(down, busy), replicas), Math.min(down, replicas));
}
