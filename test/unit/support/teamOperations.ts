import type { Measured } from '../../../src/core/operation/run/measured.js';
import type { Operation, OperationOutcome, OperationResult } from '../../../src/core/operation/operation.js';
import type { OperationPlan } from '../../../src/core/operation/plan/operationPlan.js';
import type { Stage } from '../../../src/core/operation/stage.js';
import type { ServicePlan } from '../../../src/core/scaling/plan.js';
import { servicePlan } from './plans.js';

export const scaleStage = (service: string, from: number, to: number, title = service): Stage => ({
  stage: 'scale',
  serviceId: `compose:shop/${service}`,
  service,
  title,
  from,
  to,
});

/** A plan that scales web of shop from 3 to 6 on the context `here`, for tests that care about a few of its fields. */
export const operationPlan = (changes: Partial<OperationPlan> = {}): OperationPlan => {
  const stages = changes.stages ?? [scaleStage('web', 3, 6)];
  return {
    kind: 'scale',
    purpose: undefined,
    context: 'here',
    stackId: 'compose:shop',
    stack: 'shop',
    stages,
    services: servicesOf(stages),
    guards: [],
    pace: 'gradual',
    hasPaces: false,
    before: { web: 3 },
    after: { web: 6 },
    expectedMs: 300_000,
    refersTo: undefined,
    ...changes,
  };
};

/** Each service from its first to its last count. */
function servicesOf(stages: readonly Stage[]): readonly ServicePlan[] {
  const plans = new Map<string, ServicePlan>();
  for (const stage of stages) {
    if (stage.stage !== 'scale' && stage.stage !== 'restart') continue;
    const { serviceId, service, title } = stage;
    const change = stage.stage === 'scale' ? { from: stage.from, to: stage.to } : { kind: 'restart' as const };
    const from = plans.get(service)?.from;
    plans.set(
      service,
      servicePlan({ serviceId, service, title, guards: [], ...change, ...(from === undefined ? {} : { from }) }),
    );
  }
  return [...plans.values()];
}

/** An operation that runs since one second before the manual clock begins; every stage is done. */
export const operation = (id: string, changes: Partial<Operation> = {}): Operation => {
  const plan = changes.plan ?? operationPlan();
  return {
    id,
    plan,
    by: 'ann',
    overrides: [],
    startedAt: 999_000,
    before: undefined,
    stages: plan.stages.map(() => ({
      phase: 'done',
      begunAt: 999_000,
      endedAt: 999_500,
      until: undefined,
      steps: [],
    })),
    outcome: undefined,
    notes: [],
    watch: undefined,
    verified: undefined,
    continuedBy: undefined,
    ...changes,
  };
};

/** The same once it has ended, at the moment at which the manual clock begins. */
export const endedOperation = (
  id: string,
  result: OperationResult = 'done',
  after?: Measured,
  changes: Partial<Operation> & { readonly problem?: OperationOutcome['problem'] } = {},
): Operation => {
  const { problem, ...others } = changes;
  const made = operation(id, others);
  return {
    ...made,
    outcome: changes.outcome ?? { result, problem, endedAt: 1_000_000, counts: made.plan.after, after },
  };
};
