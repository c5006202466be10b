import type { OperationDraft } from '../../core/operation/plan/operationDraft.js';
import type { PlannedGuard } from '../../core/operation/plan/operationPlan.js';
import type { Stage } from '../../core/operation/stage.js';
import type { EngineConnection } from '../ports.js';

/** What was found before an operation, beyond what each service's own plan says. */
export interface GuardFindings {
  readonly guards: readonly PlannedGuard[];
  /** The machine is short of room for the new replicas until others are gone, or a person wants those gone first. */
  readonly roomFirst: boolean;
  /** The database's limit has to be raised first; undefined where it is enough, or cannot be. */
  readonly connections: Extract<Stage, { stage: 'set-connections' }> | undefined;
}

/** Looks at everything that may stand in the way of an operation. Changes nothing, and ends within seconds. */
export interface OperationGuards {
  look(draft: OperationDraft, connection: EngineConnection, signal: AbortSignal): Promise<GuardFindings>;
}
