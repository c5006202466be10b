import * as vscode from 'vscode';
import { contextLines } from '../../view/contextLines.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { refuseWhileBusy } from './operation/refuseWhileBusy.js';

interface ContextItem extends vscode.QuickPickItem {
  /** Undefined follows the Docker CLI. */
  readonly pin: string | undefined;
}

/** *Select Context*: for this workspace only. The machine's own choice is never changed. */
export const selectContext =
  ({ choice, store }: Pick<CommandServices, 'choice' | 'store'>): CommandHandler =>
  async () => {
    if (refuseWhileBusy({ store })) return;
    const listed = await choice.list();
    const lines = contextLines(listed, choice.pinnedName);
    const items = lines.map((line): ContextItem =>
      line.kind === 'separator'
        ? { label: line.label, kind: vscode.QuickPickItemKind.Separator, pin: undefined }
        : {
            label: line.label,
            description: line.description,
            ...(line.detail ? { detail: line.detail } : {}),
            pin: line.pin,
          },
    );
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Select Context',
      placeHolder: 'For this workspace only; the Docker CLI keeps its own',
      matchOnDescription: true,
    });
    if (picked) await choice.pin(picked.pin);
  };
