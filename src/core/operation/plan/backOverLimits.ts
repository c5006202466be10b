import type { ServicePlan } from '../../scaling/plan.js';
import type { OperationKind } from './operationPlan.js';

/** The counts from before an operation were there: the runbook's limits, which keep from new ones outside of them, only warn on the way back. */
export const backOverLimits = (kind: OperationKind, plan: ServicePlan): ServicePlan =>
  kind === 'undo'
    ? {
        ...plan,
        guards: plan.guards.map((guard) =>
          guard.guard === 'limits' && guard.verdict === 'block' ? { ...guard, verdict: 'warn' } : guard,
        ),
      }
    : plan;
