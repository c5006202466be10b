import type { Runbook } from '../../runbook/runbook.js';
import type { ServicePlan } from '../../scaling/plan.js';
import type { Stack } from '../../stack/stack.js';
import type { OperationRequest } from './operationRequest.js';

/** What an operation is to do, before its guards and its order are known. */
export interface OperationDraft {
  readonly stack: Stack;
  readonly runbook: Runbook;
  readonly request: OperationRequest;
  readonly scales: readonly ServicePlan[];
  readonly restarts: readonly ServicePlan[];
}
