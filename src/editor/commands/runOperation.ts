import * as vscode from 'vscode';
import { failureOfOperation } from '../../core/diagnosis/failure.js';
import { lastBegun } from '../../core/operation/lastBegun.js';
import type { Operation, Override } from '../../core/operation/operation.js';
import type { OperationPlan } from '../../core/operation/operationPlan.js';
import type { StartRefusal } from '../../core/operation/startRefusal.js';
import { messageOf } from '../../util/messageOf.js';
import { operationRowId } from '../../view/rows/historyRows.js';
import { DisposableStore } from '../../util/disposable.js';
import { labelled } from '../../view/words/demoLabel.js';
import { operationProgress } from '../../view/words/operationProgress.js';
import { backButton, operationOutcomeButtons } from '../../view/words/operationOutcomeButtons.js';
import { operationOutcomeText } from '../../view/words/operationOutcomeWords.js';
import { operationPlanTitle } from '../../view/words/operationPlanWords.js';
import { startRefusalText } from '../../view/words/startRefusalWords.js';
import { lookForCause, showDiagnosis } from '../diagnosis/lookForCause.js';
import { settings } from '../settings.js';
import type { OperationServices } from './operationServices.js';

/** Runs a plan with its progress in sight, which also stops it, and says what came of it. Ends with the operation, not with what is said. */
export async function runOperation(
  services: OperationServices,
  plan: OperationPlan,
  overrides: readonly Override[],
): Promise<void> {
  const { runner } = await services.operations();
  const ran = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: labelled(plan.context, operationPlanTitle(plan)),
      cancellable: true,
    },
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
  if (!ran.ok) return void showRefusal(ran.error);
  // Whatever is found interrupted is told of in one place, with what can be done about it.
  if (ran.value.outcome?.result === 'interrupted') return;
  // Not waited for: whoever waits for this keeps the connection, its readings and the rules at work.
  showOutcome(services, ran.value).catch((error: unknown) => services.log.warn(messageOf(error)));
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

/** What came of it and why, with what can be done about it; stays until somebody answers. */
async function showOutcome({ diagnosis, log }: OperationServices, operation: Operation): Promise<void> {
  const { plan } = operation;
  const text = operationOutcomeText(operation);
  const failure = failureOfOperation(operation);
  const found = failure && (await lookForCause(diagnosis, failure, text, false, log));
  const buttons = operationOutcomeButtons(operation, Date.now(), settings.verifyAfter() !== 'off').map((button) =>
    // It was made by now.
    button === 'Diagnose' && found?.isCause ? showDiagnosis : button,
  );
  const run = (command: string, argument: unknown): Thenable<unknown> =>
    vscode.commands.executeCommand(command, argument);
  switch (await show(operation, found?.isCause ? `${text} ${found.summary}` : text, buttons)) {
    case 'Verify':
      return void run('scalebook.verifyStack', { stack: plan.stack });
    case 'Report':
      return void run('scalebook.showDetails', operationRowId(operation.id));
    case 'Diagnose':
      return void run('scalebook.diagnoseService', { stack: plan.stack, service: lastBegun(operation)?.service });
    case showDiagnosis:
      return found?.show();
    case 'Show Output':
      return void log.show();
    case 'Resume':
      return void run('scalebook.resumeOperation', operationRowId(operation.id));
    case backButton(operation):
      return void run('scalebook.undoOperation', operationRowId(operation.id));
    case undefined:
    default:
      return;
  }
}

/** What a person has cancelled is as they wanted it, and no fault. */
function show({ outcome }: Operation, text: string, buttons: readonly string[]): Thenable<string | undefined> {
  const isFault = outcome?.problem !== undefined && outcome.result !== 'cancelled';
  return isFault
    ? vscode.window.showErrorMessage(text, ...buttons)
    : vscode.window.showInformationMessage(text, ...buttons);
}

function showRefusal(refusal: StartRefusal): void {
  if (refusal.reason === 'closed') return;
  const isFault = refusal.reason === 'journal' || refusal.reason === 'locks';
  const show = isFault ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  void show(startRefusalText(refusal));
}
