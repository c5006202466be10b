import * as vscode from 'vscode';
import { isEmpty, type ServicePlan } from '../../core/scaling/plan.js';
import { isRunning, type Operation } from '../../core/scaling/operation.js';
import type { Stack } from '../../core/stack/stack.js';
import { list } from '../../view/figures.js';
import { oneLine } from '../../view/markdown.js';
import { planTitle } from '../../view/words/planWords.js';
import { operationActivity, operationDetail, operationProgress, outcomeText } from '../../view/words/operationWords.js';
import type { CommandServices } from './commandServices.js';
import { reviewPlans } from './reviewPlans.js';

type Services = Pick<CommandServices, 'runner' | 'store' | 'planner' | 'log' | 'session'>;

/** From plans to their outcome: shows them, runs what a person starts, one service after the other, and says what came of it. */
export async function runPlans(
  services: Services,
  stack: Stack,
  plans: readonly ServicePlan[],
  purpose?: string,
): Promise<void> {
  const todo = plans.filter((plan) => !isEmpty(plan) || plan.guards.some((guard) => guard.verdict === 'block'));
  const busy = todo.find((plan) => services.runner.isBusy(plan.serviceId));
  if (busy) return void showBusy(services, busy);
  if (todo.length === 0) {
    const titles = list(plans.map((plan) => `${oneLine(plan.title)} ${plan.to}`));
    void vscode.window.showInformationMessage(titles ? `Nothing to do: ${titles} as asked.` : 'Nothing to do.');
    return;
  }
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showErrorMessage(
      'This workspace is not trusted, so Scalebook only looks. Nothing was changed; trust the workspace to scale from it.',
    );
    return;
  }
  const { connection } = services.store.state;
  const contextName = connection.phase === 'idle' ? '' : connection.context.name;
  if (!(await reviewPlans(todo, stack, purpose, contextName))) return;
  const done = await carryOut(services, todo, contextName);
  await showOutcome(services, stack, done);
}

async function carryOut(
  services: Services,
  plans: readonly ServicePlan[],
  contextName: string,
): Promise<readonly Operation[]> {
  const done: Operation[] = [];
  const [only] = plans;
  const title = plans.length === 1 && only ? planTitle(only) : `Scalebook: ${plans.length} services`;
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      for (const plan of plans) {
        const operation = await runOne(services, plan, contextName, progress, abort.signal, plans.length);
        if (operation) done.push(operation);
        else void showBusy(services, plan);
        if (!operation || operation.outcome?.problem) return;
      }
    },
  );
  return done;
}

async function runOne(
  { runner, store }: Services,
  plan: ServicePlan,
  contextName: string,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  signal: AbortSignal,
  planCount: number,
): Promise<Operation | undefined> {
  let reported = 0;
  const prefix = planCount > 1 ? `${oneLine(plan.title)}: ` : '';
  const listener = store.onDidChange((state) => {
    const operation = state.operations.find((other) => other.plan.serviceId === plan.serviceId && isRunning(other));
    if (!operation) return;
    const percent = (operationProgress(operation) * 100) / planCount;
    const stopping = signal.aborted ? 'cancelling: letting what was begun end; ' : '';
    progress.report({
      message: `${prefix}${stopping}${operationDetail(operation)}`,
      increment: Math.max(0, percent - reported),
    });
    reported = Math.max(reported, percent);
  });
  try {
    return await runner.run(plan, contextName, signal);
  } finally {
    listener.dispose();
  }
}

async function showOutcome(services: Services, stack: Stack, operations: readonly Operation[]): Promise<void> {
  const last = operations.at(-1);
  if (!last) return;
  const failed = last.outcome?.problem !== undefined;
  const text = operations.map(outcomeText).join(' ');
  const changed = operations.filter(
    ({ plan, outcome }) => plan.kind === 'scale' && outcome && outcome.running !== plan.from,
  );
  const undo = changed.length > 0 ? ['Undo'] : [];
  const picked = failed
    ? await vscode.window.showErrorMessage(text, 'Open Logs', ...undo, 'Show Output')
    : await vscode.window.showInformationMessage(text, 'Verify', ...undo);
  if (picked === 'Verify') await vscode.commands.executeCommand('scalebook.verifyStack', { stack: stack.name });
  if (picked === 'Open Logs')
    await vscode.commands.executeCommand('scalebook.openLogs', { stack: stack.name, service: last.plan.service });
  if (picked === 'Show Output') services.log.show();
  if (picked === 'Undo') await undoAll(services, stack, changed);
}

/** The way back is a plan like any other, from what runs now. */
async function undoAll(services: Services, stack: Stack, operations: readonly Operation[]): Promise<void> {
  const plans: ServicePlan[] = [];
  for (const { plan } of operations) {
    const back = await services.planner.scale(stack.id, plan.service, plan.from, AbortSignal.timeout(15_000));
    if (back.ok) plans.push(back.value);
  }
  await runPlans(services, stack, plans, 'Undo');
}

function showBusy({ store }: Services, plan: ServicePlan): void {
  const operation = store.state.operations.find((other) => other.plan.serviceId === plan.serviceId && isRunning(other));
  const doing = operation ? operationActivity(operation) : 'an operation is running';
  void vscode.window.showWarningMessage(
    `${oneLine(plan.title)} is being changed already: ${doing}. Nothing more was started; wait for it to end, or cancel it in its notification.`,
  );
}
