import * as vscode from 'vscode';
import { resumeOf, undoOf } from '../../core/operation/followUp.js';
import { lastBegun } from '../../core/operation/lastBegun.js';
import type { Operation } from '../../core/operation/operation.js';
import { operationRowId } from '../../view/rows/historyRows.js';
import { operationOutcomeText } from '../../view/words/operationOutcomeWords.js';
import type { CommandId } from '../ids.js';
import { settings } from '../settings.js';

/**
 * Says what came of an operation, with what can be done about it; ends once somebody has answered.
 *
 * @param by who began it, where that was no person, such as `Schedule of shop: `
 */
export async function tellOutcome(operation: Operation, by = ''): Promise<void> {
  const { outcome, plan } = operation;
  const back = outcome?.problem ? 'Go Back' : 'Undo';
  const resumes = resumeOf(operation, Date.now(), () => undefined) !== undefined;
  const ways = [...(resumes ? ['Resume'] : []), ...(undoOf(operation) ? [back] : [])];
  // Where it is verified by itself, that is told of on its own.
  const verifies = settings.verifyAfter() === 'off' ? ['Verify'] : [];
  const run = (command: CommandId, argument?: unknown): Thenable<unknown> =>
    vscode.commands.executeCommand(command, argument);
  switch (await show(outcome, `${by}${operationOutcomeText(operation)}`, verifies, ways)) {
    case 'Verify':
      return void run('scalebook.verifyStack', { stack: plan.stack });
    case 'Report':
      return void run('scalebook.showDetails', operationRowId(operation.id));
    case 'Diagnose':
      return void run('scalebook.diagnoseService', { stack: plan.stack, service: lastBegun(operation)?.service });
    case 'Show Output':
      return void run('scalebook.showOutput');
    case 'Resume':
      return void run('scalebook.resumeOperation', operationRowId(operation.id));
    case back:
      return void run('scalebook.undoOperation', operationRowId(operation.id));
    case undefined:
    default:
      return;
  }
}

/** What a person has cancelled is as they wanted it, and no fault. */
function show(
  outcome: Operation['outcome'],
  text: string,
  verifies: readonly string[],
  ways: readonly string[],
): Thenable<string | undefined> {
  if (outcome?.result === 'cancelled') return vscode.window.showInformationMessage(text, ...ways);
  return outcome?.problem
    ? vscode.window.showErrorMessage(text, ...ways, 'Diagnose', 'Show Output')
    : vscode.window.showInformationMessage(text, ...verifies, 'Report', ...ways);
}
