import * as vscode from 'vscode';
import { planFailureText } from '../../view/words/planFailureText.js';
import type { ChangeServices } from './changeServices.js';
import type { CommandHandler } from './commandServices.js';
import { runPlans } from './runPlans.js';
import { onStack } from './onStack.js';

/** *Return to Baseline*: one plan for all services of the runbook. */
export const returnToBaseline = (services: ChangeServices): CommandHandler =>
  onStack(services, 'Return to Baseline', async (stack) => {
    const plans = await services.planner.baseline(stack.id, AbortSignal.timeout(20_000));
    if (!plans.ok) return void vscode.window.showErrorMessage(planFailureText(plans.error));
    if (plans.value.length === 0)
      return void vscode.window.showInformationMessage(`${stack.name} is at its baseline already.`);
    await runPlans(services, stack, plans.value, 'Return to Baseline');
  });
