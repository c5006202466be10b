import { isNewlyBlocked } from '../../../core/operation/plan/newlyBlocked.js';
import type { OperationProblem } from '../../../core/operation/operation.js';
import type { OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import type { ChangingStage } from '../../../core/operation/stage.js';
import type { ChangeProblem } from '../../../core/scaling/change.js';
import { isEmpty, type ServicePlan } from '../../../core/scaling/plan.js';
import type { PlanFailure } from '../../../core/scaling/planFailure.js';
import { findService, planBasis } from '../../../core/stack/stack.js';
import type { Result } from '../../../util/result.js';
import type { LiveStore } from '../../live/liveStore.js';
import type { ChangeRunner } from '../change/changeRunner.js';
import type { ConnectionSetter } from '../connections/connectionSetter.js';
import type { Planner } from '../planner.js';
import type { StageStepListener } from './stageStepListener.js';

const planMs = 20_000;

/** Carries out the stages of one operation, each from what runs at that moment, and stops at what somebody else has changed meanwhile. */
export class StageRunner {
  /** The replicas (container ids, sorted) that each service has to have when its next stage begins. */
  private readonly expected = new Map<string, readonly string[]>();

  constructor(
    private readonly plan: OperationPlan,
    private readonly store: LiveStore,
    private readonly planner: Planner,
    private readonly changes: ChangeRunner,
    private readonly connections: ConnectionSetter,
  ) {
    for (const { serviceId, seen } of plan.services) this.expected.set(serviceId, seen);
  }

  async run(
    stage: ChangingStage,
    signal: AbortSignal,
    onStep: StageStepListener,
  ): Promise<OperationProblem | undefined> {
    if (signal.aborted) return { reason: 'cancelled' };
    if (stage.stage === 'set-connections') return this.connections.carryOut(this.plan, stage, signal, onStep);
    const planned = await this.planNow(stage, signal);
    if (!planned.ok) return ofChange(problemOf(planned.error));
    if (this.hasChanged(stage, planned.value)) return ofChange({ reason: 'changed-meanwhile' });
    const { context } = this.plan;
    const change = await this.changes.run(planned.value, context, signal, onStep);
    if (!change) return { reason: 'busy', title: stage.title, holder: '' };
    const problem = change.outcome?.problem;
    if (problem) return problem.reason === 'cancelled' ? { reason: 'cancelled' } : ofChange(problem);
    this.remember(stage.serviceId);
    return undefined;
  }

  private planNow(
    stage: Exclude<ChangingStage, { stage: 'set-connections' }>,
    signal: AbortSignal,
  ): Promise<Result<ServicePlan, PlanFailure>> {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(planMs)]);
    const { stackId } = this.plan;
    return stage.stage === 'scale'
      ? this.planner.scale(stackId, stage.service, stage.to, bounded)
      : this.planner.restart(stackId, stage.service, stage.containerIds, bounded);
  }

  private hasChanged(stage: ChangingStage, planned: ServicePlan): boolean {
    const expected = this.expected.get(stage.serviceId);
    if (!expected || expected.length !== planned.seen.length) return true;
    if (planned.seen.some((containerId, index) => containerId !== expected[index])) return true;
    if (stage.stage === 'restart') return planned.steps.length !== stage.containerIds.length;
    return isNewlyBlocked(this.plan, planned) || (isEmpty(planned) && stage.from !== stage.to);
  }

  private remember(serviceId: string): void {
    const { snapshot } = this.store.state;
    const service = snapshot && findService(snapshot, serviceId);
    this.expected.set(serviceId, service ? planBasis(service) : []);
  }
}

const ofChange = (problem: ChangeProblem): OperationProblem => ({ reason: 'change', problem });

function problemOf(failure: PlanFailure): ChangeProblem {
  return failure.reason === 'engine'
    ? { reason: 'engine', step: undefined, failure: failure.failure }
    : { reason: 'changed-meanwhile' };
}
