import * as vscode from 'vscode';
import type { Operation } from '../../core/operation/operation.js';
import type { StillUp } from '../../core/operation/reminder.js';
import { reminderText } from '../../view/words/operation/watchWords.js';

/** Ends with true for a person who wants to be asked again. */
export async function askWhetherFewer(operation: Operation, up: readonly StillUp[], sinceMs: number): Promise<boolean> {
  const [explain, baseline, later] = ['Explain Decision', 'Return to Baseline…', 'Later'];
  const picked = await vscode.window.showInformationMessage(
    reminderText(operation, up, sinceMs),
    explain,
    baseline,
    later,
  );
  if (picked === explain) await vscode.commands.executeCommand('scalebook.explainDecision', up[0]?.serviceId);
  if (picked === baseline)
    await vscode.commands.executeCommand('scalebook.returnToBaseline', { stack: operation.plan.stack });
  return picked === later;
}
