import * as vscode from 'vscode';
import { lastBegun } from '../../core/operation/lastBegun.js';
import type { Operation, Override } from '../../core/operation/operation.js';
import type { OperationPlan } from '../../core/operation/operationPlan.js';
import type { StartRefusal } from '../../core/operation/startRefusal.js';
import type { OperationRequest } from '../../core/operation/operationRequest.js';
import { resumeOf, undoOf } from '../../core/operation/followUp.js';
import { operationRowId } from '../../view/rows/historyRows.js';
import { DisposableStore } from '../../util/disposable.js';
import { operationProgress } from '../../view/words/operationProgress.js';
import { operationOutcomeText } from '../../view/words/operationOutcomeWords.js';
import { operationPlanTitle } from '../../view/words/operationPlanWords.js';
import { startRefusalText } from '../../view/words/startRefusalWords.js';
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
      const pieces = new DisposableStore();
      pieces.add(token.onCancellationRequested(() => abort.abort()));
      const follow = (id: string): void => {
        pieces.add(token.onCancellationRequested(() => runner.cancel(id)));
        pieces.add(report(services, id, progress));
      };
      try {
        return await runner.run(plan, overrides, abort.signal, follow);
      } finally {
        pieces.dispose();
      }
    },
  );
  if (ran.ok) return showOutcome(services, ran.value);
  showRefusal(ran.error);
  return undefined;
}

function report(
  { store }: OperationServices,
  id: string,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
): vscode.Disposable {
  let reported = 0;
  const tell = (): void => {
    const now = operationProgress(store.state, id, Date.now());
    if (!now) return;
    const percent = now.share * 100;
    progress.report({ message: now.message, increment: Math.max(0, percent - reported) });
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
  if (refusal.reason === 'closed') return;
  const isFault = refusal.reason === 'journal' || refusal.reason === 'locks';
  const show = isFault ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  void show(startRefusalText(refusal));
}
