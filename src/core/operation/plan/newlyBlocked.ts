import type { ServicePlan } from '../../scaling/plan.js';
import { countIn } from '../run/countIn.js';
import type { OperationPlan } from './operationPlan.js';

/**
 * Whether a stage, planned anew as its turn comes, is kept back by what the person did not see. What they set aside with a reason stays set aside,
 * and the runbook's limits are for the count that the operation comes to, not for those on the way there.
 */
export function isNewlyBlocked({ services, after }: OperationPlan, stage: ServicePlan): boolean {
  const seen = services.filter(({ serviceId }) => serviceId === stage.serviceId).flatMap(({ guards }) => guards);
  return stage.guards.some((now) => {
    const before = seen.filter(({ guard }) => guard === now.guard).map(({ verdict }) => verdict);
    if (now.guard !== 'limits') return now.verdict === 'block' && !before.includes('block');
    const goal = countIn(after, stage.service) ?? now.target;
    const isOutside = goal < now.min || goal > now.max;
    // A warning is what a person gets who goes back to a count outside of them.
    return isOutside && !before.some((verdict) => verdict !== 'pass');
  });
}
