import * as vscode from 'vscode';
import type { Operation } from '../../core/operation/operation.js';
import { notToldText } from '../../view/words/operation/watchWords.js';

/** Says why the team was not told of an operation. */
export function tellNotTold(operation: Operation, reason: string): void {
  const set = 'Set Team Webhook…';
  void vscode.window.showWarningMessage(notToldText(operation, reason), set).then(async (picked) => {
    if (picked === set) await vscode.commands.executeCommand('scalebook.setTeamWebhook');
  });
}
