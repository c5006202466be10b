import * as vscode from 'vscode';

/** Puts a command into the clipboard, and says so. */
export async function copyCommand(command: string): Promise<void> {
  await vscode.env.clipboard.writeText(command);
  vscode.window.setStatusBarMessage('Command copied', 3000);
}
