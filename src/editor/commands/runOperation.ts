import * as vscode from 'vscode';
import type { StartRefusal } from '../../app/operations/operationRunner.js';
import { lastBegun } from '../../core/operation/lastBegun.js';
import { isUnderWay, type Operation, type Override } from '../../core/operation/operation.js';
import type { OperationPlan } from '../../core/operation/operationPlan.js';
import type { OperationRequest } from '../../core/operation/operationRequest.js';
import { resumeOf, undoOf } from '../../core/operation/followUp.js';
import { isRunning } from '../../core/scaling/change.js';
import { oneLine } from '../../view/markdown.js';
import { operationRowId } from '../../view/rows/historyRows.js';
import { changeDetail } from '../../view/words/changeWords.js';
import { operationProgress } from '../../view/words/operationProgress.js';
import { operationActivity } from '../../view/words/operationWords.js';
import { operationOutcomeText } from '../../view/words/operationOutcomeWords.js';
import { operationPlanTitle } from '../../view/words/operationPlanWords.js';
import { settings } from '../settings.js';
import type { OperationServices } from './operationServices.js';

/** Runs a plan with its progress in sight, which also stops it, and says what came of it. Ends with what the person asks for then. */
export async function runOperation(
  services: OperationServices,
  plan: OperationPlan,
  overrides: readonly Override[],
): Promise<OperationRequest | undefined> {
  const { runner } = await services.operations();
  const ran = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: operationPlanTitle(plan), cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const reporting = report(services, plan, progress, abort.signal);
      try {
        return await runner.run(plan, overrides, abort.signal);
      } finally {
        reporting.dispose();
      }
    },
  );
  if (ran.ok) return showOutcome(services, ran.value);
  showRefusal(ran.error);
  return undefined;
}

function report(
  { store }: OperationServices,
  plan: OperationPlan,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  signal: AbortSignal,
): vscode.Disposable {
  let reported = 0;
  const tell = (): void => {
    const operation = store.state.operations.find((other) => isUnderWay(other) && other.plan === plan);
    if (!operation) return;
    const change = store.state.changes.find(
      (other) => isRunning(other) && plan.services.some(({ serviceId }) => serviceId === other.plan.serviceId),
    );
    const percent = operationProgress(operation) * 100;
    const stopping = signal.aborted ? 'cancelling: letting what was begun end; ' : '';
    const stage = operation.stages.length > 1 ? operationActivity(operation, store.state.changes, Date.now()) : '';
    const detail = change ? changeDetail(change) : '';
    progress.report({
      message: `${stopping}${[stage, detail].filter(Boolean).join(': ')}`,
      increment: Math.max(0, percent - reported),
    });
    reported = Math.max(reported, percent);
  };
  const listener = store.onDidChange(tell);
  // A wait gets shorter without anything else changing.
  const timer = setInterval(tell, 5000);
  return new vscode.Disposable(() => {
    clearInterval(timer);
    listener.dispose();
  });
}

async function showOutcome(services: OperationServices, operation: Operation): Promise<OperationRequest | undefined> {
  const { outcome, plan } = operation;
  const failed = outcome?.problem !== undefined;
  const back = failed ? 'Go Back' : 'Undo';
  const resumes = resumeOf(operation, Date.now(), () => undefined) !== undefined;
  const ways = [...(resumes ? ['Resume'] : []), ...(undoOf(operation) ? [back] : [])];
  // Where it is verified by itself, that is told of on its own.
  const verifies = settings.verifyAfter() === 'off' ? ['Verify'] : [];
  const text = operationOutcomeText(operation);
  const picked = failed
    ? await vscode.window.showErrorMessage(text, ...ways, 'Diagnose', 'Show Output')
    : await vscode.window.showInformationMessage(text, ...verifies, 'Report', ...ways);
  switch (picked) {
    case 'Verify':
      await vscode.commands.executeCommand('scalebook.verifyStack', { stack: plan.stack });
      return undefined;
    case 'Report':
      await vscode.commands.executeCommand('scalebook.showDetails', operationRowId(operation.id));
      return undefined;
    case 'Diagnose': {
      const service = lastBegun(operation)?.service;
      await vscode.commands.executeCommand('scalebook.diagnoseService', { stack: plan.stack, service });
      return undefined;
    }
    case 'Show Output':
      services.log.show();
      return undefined;
    case 'Resume':
      await vscode.commands.executeCommand('scalebook.resumeOperation', operationRowId(operation.id));
      return undefined;
    case back:
      return undoOf(operation);
    case undefined:
    default:
      return undefined;
  }
}

function showRefusal(refusal: StartRefusal): void {
  switch (refusal.reason) {
    case 'busy':
      return void vscode.window.showWarningMessage(
        `${oneLine(refusal.title)} is being changed already, by ${oneLine(refusal.holder)}. Nothing was started; wait for it to end, or cancel it there.`,
      );
    case 'journal':
      return void vscode.window.showErrorMessage(
        `The journal could not be written (${oneLine(refusal.detail)}), so nothing was started. Make room on the disk, then try again.`,
      );
    case 'context':
      return void vscode.window.showWarningMessage(
        'The Docker context has changed since the plan was made. Nothing was started; plan again.',
      );
  }
}
