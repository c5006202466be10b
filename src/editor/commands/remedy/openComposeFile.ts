import * as vscode from 'vscode';
import type { Stack } from '../../../core/stack/stack.js';
import { oneLine } from '../../../view/markdown.js';

/** Opens the first Compose file that a stack was made from, where it is on this machine. */
export async function openComposeFile(stack: Pick<Stack, 'name' | 'services'>): Promise<void> {
  const file = stack.services.find(({ origin }) => origin)?.origin?.configFiles[0];
  try {
    if (file === undefined) throw new Error('its labels do not tell which');
    await vscode.window.showTextDocument(vscode.Uri.file(file));
  } catch {
    void vscode.window.showWarningMessage(
      `The Compose file of ${oneLine(stack.name)} is not on this machine. Nothing was changed; open it where the stack was started.`,
    );
  }
}
