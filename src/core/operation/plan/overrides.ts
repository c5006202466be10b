import { isOverridable } from '../../scaling/guards/remedies.js';
import { blockingGuards, type OperationPlan } from './operationPlan.js';

/** Something stands in the way, and all of it may be set aside. */
export function canOverride(plan: OperationPlan): boolean {
  const blocking = blockingGuards(plan);
  return blocking.length > 0 && blocking.every(({ guard }) => isOverridable(guard));
}
