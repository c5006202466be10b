import type { OperationProblem } from '../../../core/operation/operation.js';
import type { OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import type { Stage } from '../../../core/operation/stage.js';
import type { StageStepListener } from '../run/stageStepListener.js';

/** Gives a database another limit of connections, and takes the way back where that cannot be verified. */
export interface ConnectionSetter {
  carryOut(
    plan: Pick<OperationPlan, 'stackId' | 'context'>,
    stage: Extract<Stage, { stage: 'set-connections' }>,
    signal: AbortSignal,
    onStep: StageStepListener,
  ): Promise<OperationProblem | undefined>;
  /** Lets go of what is kept for the way back from a change that turned out to have come to its end. */
  forget(
    plan: Pick<OperationPlan, 'stackId' | 'context'>,
    stage: Extract<Stage, { stage: 'set-connections' }>,
  ): Promise<void>;
}
