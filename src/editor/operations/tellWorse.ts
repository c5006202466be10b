import * as vscode from 'vscode';
import type { Operation, Worsened } from '../../core/operation/operation.js';
import { undoOf } from '../../core/operation/followUp.js';
import { worseText } from '../../view/words/operation/watchWords.js';

/** Says that something became worse after an operation, with the ways to see why and to take it back. */
export async function tellWorse(operation: Operation, worsened: readonly Worsened[]): Promise<void> {
  const explain = 'Explain Decision';
  const undo = 'Undo…';
  const buttons = undoOf(operation) ? [explain, undo] : [explain];
  const picked = await vscode.window.showWarningMessage(worseText(operation, worsened), ...buttons);
  if (picked === explain)
    await vscode.commands.executeCommand('scalebook.explainDecision', serviceIdOf(operation, worsened));
  if (picked === undo) await vscode.commands.executeCommand('scalebook.undoOperation', { operation: operation.id });
}

/** The service that became worse first; its title is what the looks know of it. */
function serviceIdOf(operation: Operation, [first]: readonly Worsened[]): string | undefined {
  const found = (operation.outcome?.after ?? operation.before)?.services.find(({ title }) => title === first?.title);
  return found && `${operation.plan.stackId}/${found.service}`;
}
