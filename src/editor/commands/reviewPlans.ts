import * as vscode from 'vscode';
import { composeScaleCommands, restartCommand, shellLine } from '../../core/scaling/commandLine.js';
import type { ServicePlan } from '../../core/scaling/plan.js';
import type { Stack } from '../../core/stack/stack.js';
import { planSheet, type SheetLine } from '../../view/planSheet.js';

interface SheetItem extends vscode.QuickPickItem {
  readonly line: SheetLine;
}

/** Shows what will be done and waits for a decision. True only when a person chose to start. */
export function reviewPlans(
  plans: readonly ServicePlan[],
  stack: Stack,
  purpose: string | undefined,
  contextName: string,
): Promise<boolean> {
  const scales = plans.every((plan) => plan.kind === 'scale');
  const command = shellLine(scales ? composeScaleCommands(stack, plans) : plans.map(restartCommand));
  const sheet = planSheet(plans, purpose, contextName, command);
  const pick = vscode.window.createQuickPick<SheetItem>();
  pick.title = sheet.title;
  pick.placeholder = sheet.placeholder;
  pick.ignoreFocusOut = true;
  pick.items = sheet.lines.map(toItem);
  return new Promise((resolve) => {
    let answer = false;
    pick.onDidAccept(() => {
      const kind = pick.activeItems[0]?.line.kind;
      if (kind === 'copy-command') void copy(command);
      if (kind !== 'start') return;
      answer = true;
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(answer);
    });
    pick.show();
  });
}

async function copy(command: string): Promise<void> {
  await vscode.env.clipboard.writeText(command);
  vscode.window.setStatusBarMessage('Command copied', 3000);
}

function toItem(line: SheetLine): SheetItem {
  if (line.kind === 'separator') return { label: line.label, kind: vscode.QuickPickItemKind.Separator, line };
  const { label, description, detail } = line;
  // Typing must not hide parts of the plan.
  return { label, description, ...(detail ? { detail } : {}), alwaysShow: true, line };
}
