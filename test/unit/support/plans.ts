import type { Operation, OperationProblem, StepPhase } from '../../../src/core/scaling/operation.js';
import type { ServicePlan, Step } from '../../../src/core/scaling/plan.js';

export const createStep = (number: number, service = 'web', project = 'shop'): Step => ({
  kind: 'create',
  number,
  name: `${project}-${service}-${number}`,
});

export const stepOf = (
  kind: 'start' | 'remove' | 'restart',
  number: number,
  service = 'web',
  project = 'shop',
): Step => ({
  kind,
  number,
  name: `${project}-${service}-${number}`,
  containerId: `id-${number}`,
});

/** A plan that scales web of shop from 3 to 6, for tests that care about a few of its fields. */
export const servicePlan = (changes: Partial<ServicePlan> = {}): ServicePlan => ({
  kind: 'scale',
  stackId: 'compose:shop',
  project: 'shop',
  serviceId: 'compose:shop/web',
  service: 'web',
  title: 'web',
  from: 3,
  to: 6,
  steps: [createStep(4), createStep(5), createStep(6)],
  guards: [
    { guard: 'limits', verdict: 'pass', target: 6, min: 1, max: 50 },
    { guard: 'health-check', verdict: 'pass' },
  ],
  scaler: { kind: 'replicate', because: 'copies', source: 'shop-web-3' },
  sourceContainerId: 'id-3',
  seen: ['id-1', 'id-2', 'id-3'],
  ...changes,
});

/** A running operation of a plan, each step in the phase of its place; the last phase holds for the rest. */
export const operationIn = (plan: ServicePlan, ...phases: readonly StepPhase[]): Operation => ({
  id: 1,
  plan,
  steps: plan.steps.map((step, index) => ({
    step,
    phase: phases[index] ?? phases.at(-1) ?? 'waiting',
    containerId: undefined,
  })),
  startedAt: 0,
  outcome: undefined,
});

/** The same once it has ended, 41 s after its start. */
export const ended = (operation: Operation, running: number | undefined, problem?: OperationProblem): Operation => ({
  ...operation,
  outcome: { endedAt: 41_000, problem, running },
});
