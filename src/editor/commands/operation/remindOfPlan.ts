import * as vscode from 'vscode';
import type { PlanLater } from '../../../app/operations/planLater.js';
import type { OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import { duration } from '../../../view/figures.js';
import { planAgainText } from '../../../view/words/operation/operationPlanWords.js';

/**
 * Says when the time of a plan has come, and makes it anew for whoever wants that: by then other things may speak against it.
 *
 * @param at wall time, ms
 */
export function remindOfPlan(later: PlanLater, plan: OperationPlan, at: number, planAgain: () => Promise<void>): void {
  const what = `${plan.context} ${plan.stackId} ${Object.keys(plan.after).sort().join(' ')}`;
  later.remind(what, at, () => {
    const again = 'Plan Again…';
    void vscode.window.showInformationMessage(planAgainText(plan), again).then(async (picked) => {
      if (picked === again) await planAgain();
    });
  });
  const told = `Scalebook reminds you in ${duration(at - Date.now())}, while this window is open`;
  vscode.window.setStatusBarMessage(told, 6000);
}
