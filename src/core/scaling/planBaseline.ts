import type { Runbook } from '../runbook/runbook.js';
import { serviceOf } from '../runbook/servicesInOrder.js';
import type { Stack } from '../stack/stack.js';
import { isEmpty, type ServicePlan } from './plan.js';
import { planScale } from './planScale.js';
import type { ScalerPreference } from './scalerChoice.js';

/**
 * One plan for each service that is not at its baseline, in the runbook's order, services that gain replicas first: capacity
 * comes before it goes. Undefined when the stack's runbook knows no baseline.
 */
export function planBaseline(
  stack: Stack,
  runbook: Runbook,
  preference: ScalerPreference,
  composeProblem: string | undefined,
): readonly ServicePlan[] | undefined {
  if (runbook.services.length === 0) return undefined;
  const plans = runbook.services.flatMap((entry) => {
    const service = serviceOf(stack, runbook, entry.name);
    return service ? [planScale(stack, runbook, service, entry.baseline, preference, composeProblem)] : [];
  });
  const gains = (plan: ServicePlan): number => (plan.to > plan.from ? 0 : 1);
  return plans.filter((plan) => !isEmpty(plan)).sort((a, b) => gains(a) - gains(b));
}
