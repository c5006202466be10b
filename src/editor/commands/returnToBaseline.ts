import * as vscode from 'vscode';
import { findStack } from '../../core/stack/stack.js';
import { planFailureText } from '../../view/words/planFailureText.js';
import { chooseStack } from './chooseService.js';
import type { ChangeServices } from './changeServices.js';
import { readArguments } from './commandArguments.js';
import type { CommandHandler } from './commandServices.js';
import { runPlans } from './runPlans.js';
import { stackOfArguments } from './stackOfArguments.js';
import { withLiveStacks } from './withLiveStacks.js';

/** *Return to Baseline*: one plan for all services of the runbook. */
export const returnToBaseline =
  (services: ChangeServices): CommandHandler =>
  async (...rawArgs) => {
    const args = readArguments(rawArgs);
    if (!args.ok) return void vscode.window.showErrorMessage(args.error);
    await withLiveStacks(services, async (snapshot) => {
      const named = stackOfArguments(args.value, snapshot);
      const stack =
        findStack(snapshot, named ?? '') ?? (await chooseStack(services.store.state, 'Return to Baseline', named));
      if (!stack) return;
      const plans = await services.planner.baseline(stack.id, AbortSignal.timeout(20_000));
      if (!plans.ok) return void vscode.window.showErrorMessage(planFailureText(plans.error));
      if (plans.value.length === 0)
        return void vscode.window.showInformationMessage(`${stack.name} is at its baseline already.`);
      await runPlans(services, stack, plans.value, 'Return to Baseline');
    });
  };
