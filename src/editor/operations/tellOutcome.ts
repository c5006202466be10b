import * as vscode from 'vscode';
import { failureOfOperation, type Failure } from '../../core/diagnosis/failure.js';
import { lastBegun } from '../../core/operation/run/lastBegun.js';
import type { Operation } from '../../core/operation/operation.js';
import { operationRowId } from '../../view/rows/historyRows.js';
import { backButton, operationOutcomeButtons } from '../../view/words/operation/operationOutcomeButtons.js';
import { operationOutcomeText } from '../../view/words/operation/operationOutcomeWords.js';
import type { FoundCause } from '../diagnosis/foundCause.js';
import { showDiagnosis } from '../diagnosis/lookForCause.js';
import type { CommandId } from '../ids.js';
import { settings } from '../settings.js';

/**
 * Says what came of an operation and why, with what can be done about it; ends once somebody has answered.
 *
 * @param by who began it, where that was no person, such as `Schedule of shop: `
 * @param look looks for the cause of what failed, while `title` is shown; without it only *Diagnose* is offered
 */
export async function tellOutcome(
  operation: Operation,
  by = '',
  look?: (failure: Failure, title: string) => Promise<FoundCause | undefined>,
): Promise<void> {
  // Whatever is found interrupted is told of in one place, with what can be done about it.
  if (operation.outcome?.result === 'interrupted') return;
  const { plan } = operation;
  const text = `${by}${operationOutcomeText(operation)}`;
  const failure = failureOfOperation(operation);
  const found = failure && (await look?.(failure, text));
  const buttons = operationOutcomeButtons(operation, Date.now(), settings.verifyAfter() !== 'off').map((button) =>
    // It was made by now.
    button === 'Diagnose' && found?.isCause ? showDiagnosis : button,
  );
  const run = (command: CommandId, argument?: unknown): Thenable<unknown> =>
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
      return void run('scalebook.showOutput');
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
