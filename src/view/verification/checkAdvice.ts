import type { Check, CheckKind } from '../../core/verification/check.js';
import type { Advice } from './checkActions.js';
import { problemAdvice } from './checkProblemWords.js';

/** What to do about a failure. The evidence beside it has said what happened. */
const whenFailed = {
  'replicas-healthy': {
    text: 'Read the logs of those that are not healthy, then restart the service. Where the kernel kills for memory, that helps for a while: diagnose it.',
    actions: ['diagnose-service', 'open-logs', 'restart-service'],
  },
  'count-as-wanted': {
    text: 'Somebody changed the count, or a replica could not be made. Scale the service to what it should be.',
    actions: ['diagnose-service', 'scale-service'],
  },
  'health-url': {
    text: 'See that the load balancer runs and sends to healthy replicas, then read the logs for why they answer so.',
    actions: ['diagnose-service', 'open-logs', 'verify-service'],
  },
  'health-inside': {
    text: 'They do not answer even themselves, so it is not the load balancer. Read their logs, and restart them where they hang.',
    actions: ['diagnose-service', 'open-logs', 'restart-service'],
  },
  'load-spread': {
    text: 'Chance does not explain this. See that the load balancer has every replica as up, and keeps no client with one of them.',
    actions: ['diagnose-service', 'open-logs'],
  },
  'balancer-list': {
    text: 'The load balancer finds a replica that has just started at its next look at the containers: run the check again in half a minute. If it stays away, restart the load balancer.',
    actions: ['diagnose-service', 'open-logs'],
  },
  'no-sticky': {
    text: 'Added replicas help new clients alone. Turn sticky sessions off in the labels or the configuration of the load balancer.',
    actions: ['diagnose-service', 'open-runbook'],
  },
  'response-time': {
    text: 'The decision on the service says whether more replicas would help, or whether it waits for the database or for another service.',
    actions: ['diagnose-service', 'explain-decision', 'scale-service'],
  },
  'queue-falling': {
    text: 'Jobs come in faster than they are done. Scale the workers up, or read in their logs why jobs fail.',
    actions: ['diagnose-service', 'scale-service', 'open-logs'],
  },
  'cpu-per-replica': {
    text: 'Scale further up. Where a single replica is busy and the others are not, it is the load balancing.',
    actions: ['diagnose-service', 'scale-service', 'explain-decision'],
  },
  'memory-per-replica': {
    text: 'Scale further up, or raise the limit. Memory that only grows is a leak, and a restart buys time.',
    actions: ['diagnose-service', 'scale-service', 'restart-service'],
  },
  'error-rate': {
    text: 'Read the logs. Where it began with an operation, take that back.',
    actions: ['diagnose-service', 'open-logs', 'explain-decision'],
  },
  'connections-within': {
    text: 'Raise the limit of the database, or run fewer replicas of what connects to it.',
    actions: ['diagnose-service', 'raise-connections', 'scale-service'],
  },
  'connections-spread': {
    text: 'Read the logs of those without a connection for why they get none, then restart them.',
    actions: ['diagnose-service', 'open-logs', 'restart-service'],
  },
  'no-exhaustion': {
    text: 'Replicas wait for connections in vain. Raise the limit of the database, or run fewer replicas of what connects to it.',
    actions: ['diagnose-service', 'raise-connections', 'open-logs'],
  },
  alerts: {
    text: 'Look at what fires. Where it began with an operation, take that back.',
    actions: ['diagnose-service', 'explain-decision'],
  },
  flow: {
    text: 'Read the logs of the services that the flow goes through, at the step where it ended.',
    actions: ['diagnose-service', 'open-logs'],
  },
  'sessions-shared': {
    text: 'People lose their session as soon as another replica answers them. Keep sessions in Redis instead of in memory, or run one replica.',
    actions: ['diagnose-service', 'open-logs', 'scale-service'],
  },
  'no-new-errors': {
    text: 'Read them in the logs. Where they began with an operation, take that back.',
    actions: ['diagnose-service', 'open-logs'],
  },
} as const satisfies Record<CheckKind, Advice>;

const nothing: Advice = { text: '', actions: [] };

/** What to do about a check that did not pass; nothing about one that did. */
export function adviceFor({ kind, verdict, problem }: Pick<Check, 'kind' | 'verdict' | 'problem'>): Advice {
  if (verdict === 'pass') return nothing;
  return verdict === 'fail' ? whenFailed[kind] : problemAdvice(problem);
}
