import * as vscode from 'vscode';
import { oneLine } from '../../../view/markdown.js';

/** Asks to type the name of a protected context. True only when it was typed as it is. */
export async function confirmContext(name: string): Promise<boolean> {
  const shown = oneLine(name);
  const answer = await vscode.window.showInputBox({
    title: `Change ${shown}`,
    prompt: `This context is protected. Type ${shown} to start; Esc leaves everything as it is.`,
    placeHolder: shown,
    ignoreFocusOut: true,
    validateInput: (text) => (text === name ? undefined : `Type ${shown}, exactly`),
  });
  return answer === name;
}
