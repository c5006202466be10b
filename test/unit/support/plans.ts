import type { Change, ChangeProblem, StepPhase } from '../../../src/core/scaling/change.js';
import type { OperationPlan } from '../../../src/core/operation/plan/operationPlan.js';
import type { Stage } from '../../../src/core/operation/stage.js';
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
export const operationIn = (plan: ServicePlan, ...phases: readonly StepPhase[]): Change => ({
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
export const ended = (change: Change, running: number | undefined, problem?: ChangeProblem): Change => ({
  ...change,
  outcome: { endedAt: 41_000, problem, running },
});

/** What an operation of these changes comes to, by default runbook figures; for tests that care about a few of its fields. */
export function operationPlan(services: readonly ServicePlan[], changes: Partial<OperationPlan> = {}): OperationPlan {
  const stages = services.map((plan): Stage => {
    const { serviceId, service, title, from, to } = plan;
    const containerIds = plan.steps.flatMap((step) => (step.kind === 'restart' ? [step.containerId] : []));
    return plan.kind === 'restart'
      ? { stage: 'restart', serviceId, service, title, containerIds }
      : { stage: 'scale', serviceId, service, title, from, to };
  });
  return {
    kind: 'scale',
    purpose: undefined,
    context: 'local',
    stackId: 'compose:shop',
    stack: 'shop',
    stages,
    services,
    guards: [],
    pace: 'gradual',
    hasPaces: false,
    before: Object.fromEntries(services.map(({ service, from }) => [service, from])),
    after: Object.fromEntries(services.map(({ service, to }) => [service, to])),
    expectedMs: 60_000,
    refersTo: undefined,
    ...changes,
  };
}
