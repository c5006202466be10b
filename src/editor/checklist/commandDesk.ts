import * as vscode from 'vscode';
import type { CommandDesk } from '../../app/checklist/ports.js';
import type { ChecklistSource } from '../../core/checklist/run.js';
import { isProtected } from '../../core/scaling/guards/protectedContext.js';
import { dangerQuestion } from '../../view/checklist/dangerWords.js';
import { confirmContext } from '../commands/ask/confirmContext.js';
import { settings } from '../settings.js';
import { fenceTerminal } from '../terminals/fenceTerminal.js';

/** What of running commands of checklists is the editor's. */
export const commandDesk: CommandDesk = {
  isTrusted: () => vscode.workspace.isTrusted,
  folderOf: (source) => folderOf(source)?.fsPath,
  isProtected: (context) => isProtected(context, settings.protectedContexts()),
  agrees: async (text, dangers, context) => {
    if (dangers.length > 0) {
      const { title, detail, button } = dangerQuestion(text, dangers, context);
      const picked = await vscode.window.showWarningMessage(title, { modal: true, detail }, button);
      if (picked !== button) return false;
    }
    return !isProtected(context, settings.protectedContexts()) || (await confirmContext(context));
  },
  openTerminal: (command, context) => fenceTerminal(command, context),
};

/** The workspace's folder that has the file, or its own one; of the bundled checklist the first of the workspace. */
function folderOf(source: ChecklistSource): vscode.Uri | undefined {
  const first = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = source.from === 'file' ? vscode.Uri.parse(source.uri) : undefined;
  const folder = uri ? (vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..')) : first;
  return folder?.scheme === 'file' ? folder : undefined;
}
