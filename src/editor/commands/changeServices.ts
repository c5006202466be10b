import * as vscode from 'vscode';
import type { ServicePlan } from '../../core/scaling/plan.js';
import type { PlanFailure } from '../../core/scaling/planFailure.js';
import type { Result } from '../../util/result.js';
import { planFailureText } from '../../view/words/planFailureText.js';
import { readArguments, type CommandArguments } from './commandArguments.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { resolveServices, type ServiceTarget } from './resolveServices.js';
import { runPlans } from './runPlans.js';
import { withLiveStacks } from './withLiveStacks.js';

export type ChangeServices = Pick<CommandServices, 'session' | 'store' | 'planner' | 'runner' | 'log'>;

/**
 * The frame of every command that changes services: reads its arguments, finds the services, makes their plans, and hands them over
 * for review. `makePlans` ends with undefined when the person gave up.
 */
export function changeServices(
  services: ChangeServices,
  title: string,
  makePlans: (
    targets: readonly ServiceTarget[],
    args: CommandArguments,
    signal: AbortSignal,
  ) => Promise<readonly Result<ServicePlan, PlanFailure>[] | undefined>,
): CommandHandler {
  return async (...rawArgs) => {
    const args = readArguments(rawArgs);
    if (!args.ok) return void vscode.window.showErrorMessage(args.error);
    await withLiveStacks(services, async () => {
      const targets = await resolveServices(args.value, services.store.state, title, true);
      const [first] = targets ?? [];
      if (!targets || !first) return;
      // One sheet is about one stack: its command line names that stack's services.
      const sameStack = targets.filter((target) => target.stack.id === first.stack.id);
      const made = await makePlans(sameStack, args.value, AbortSignal.timeout(20_000));
      if (!made) return;
      const problems = made.flatMap((plan) => (plan.ok ? [] : [planFailureText(plan.error)]));
      if (problems[0] !== undefined) return void vscode.window.showErrorMessage(problems[0]);
      await runPlans(
        services,
        first.stack,
        made.flatMap((plan) => (plan.ok ? [plan.value] : [])),
      );
    });
  };
}
