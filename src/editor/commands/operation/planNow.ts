import * as vscode from 'vscode';
import type { OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import type { OperationRequest } from '../../../core/operation/plan/operationRequest.js';
import { tellPlanFailure } from '../../tellPlanFailure.js';
import type { OperationServices } from './operationServices.js';

const planMs = 20_000;

/**
 * A plan of what runs at this moment. Undefined where there can be none, which has been said then.
 *
 * @param again what *Try Again* does
 */
export async function planNow(
  { operations }: Pick<OperationServices, 'operations'>,
  request: OperationRequest,
  again: () => Promise<void>,
): Promise<OperationPlan | undefined> {
  const { planner } = await operations();
  const planned = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Scalebook: planning' },
    () => planner.operation(request, AbortSignal.timeout(planMs)),
  );
  if (planned.ok) return planned.value;
  return void tellPlanFailure(planned.error, again);
}
