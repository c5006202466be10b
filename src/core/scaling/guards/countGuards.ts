import type { ServicePlan } from '../plan.js';
import type { Guard } from './guard.js';
import type { GuardedChange } from './guardedChange.js';
import type { GuardFacts } from './guardFacts.js';
import { operationGuards } from './operationGuards.js';

/** What a count of one service means, by facts that were gathered before: whatever has a figure that grows with the count. */
export function countGuards(facts: GuardFacts, plan: ServicePlan): readonly Guard[] {
  const change: GuardedChange = { service: plan.service, from: plan.from, to: plan.to, plan };
  const found = operationGuards({ ...facts, changes: [change] }, { kind: 'scale' }).map(({ guard }) => guard);
  return [...found, ...plan.guards].filter(({ guard }) => counted.includes(guard));
}

const counted: readonly Guard['guard'][] = ['host-memory', 'connections', 'node-room', 'max-per-node', 'node-ports'];
