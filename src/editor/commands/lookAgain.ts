import * as vscode from 'vscode';
import { changedSince } from '../../core/operation/plan/changedSince.js';
import type { OperationPlan } from '../../core/operation/plan/operationPlan.js';
import type { OperationRequest } from '../../core/operation/plan/operationRequest.js';
import { isRecent } from '../../core/policy/time/isRecent.js';
import { planChangedText } from '../../view/words/operation/operationPlanWords.js';
import type { OperationServices } from './operation/operationServices.js';
import { planNow } from './operation/planNow.js';

/** What was found so long ago says nothing of now. */
const freshMs = 30_000;

/** A plan with the time at which it was made, wall time in ms. */
export interface TimedPlan {
  readonly plan: OperationPlan;
  readonly at: number;
}

/**
 * The plan to start once a person has said yes, who may have left it open for hours: made anew of what runs now where it is not fresh any more.
 * Ends with `changed` where that is another plan than the person saw, and with undefined where there is none; either has been said then.
 *
 * @param again what is offered where there is none
 */
export async function lookAgain(
  services: Pick<OperationServices, 'operations'>,
  request: OperationRequest,
  { plan, at }: TimedPlan,
  again: () => Promise<void>,
): Promise<OperationPlan | 'changed' | undefined> {
  if (isRecent(at, Date.now(), freshMs)) return plan;
  const now = await planNow(services, request, again);
  const change = now && changedSince(plan, now);
  if (!change) return now;
  void vscode.window.showWarningMessage(planChangedText(change));
  return 'changed';
}
