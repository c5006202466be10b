import * as vscode from 'vscode';
import { bundledRunbook, runbookFor } from '../../core/runbook/bundledRunbook.js';
import { projectFolder } from '../../core/stack/projectFolder.js';
import { oneLine } from '../../view/markdown.js';
import { refuseUntrusted } from '../refuseUntrusted.js';
import { runbookFilesIn, setLocations } from '../runbook/runbookLocations.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { onStack } from './arguments/onStack.js';
import { tell } from '../tell.js';

/** *Create Runbook*: a commented file from what runs, beside the Compose file. An existing one is opened, never overwritten. */
export const createRunbook = (services: Pick<CommandServices, 'session' | 'store' | 'runbookCode'>): CommandHandler =>
  onStack(services, 'Create Runbook', async (stack) => {
    // In an untrusted workspace no file would be read either.
    if (!vscode.workspace.isTrusted) return void refuseUntrusted('Nothing was written; trust the workspace first.');
    const files = filesFor(projectFolder(stack));
    const [first] = files;
    if (!first) {
      return void tell(
        'error',
        `No folder is open to keep the runbook of ${oneLine(stack.name)} in. Nothing was written; open the folder of its Compose file.`,
        { 'Open Folder…': () => vscode.commands.executeCommand('vscode.openFolder') },
      );
    }
    const existing = await firstThere(files);
    if (existing) {
      void vscode.window.showInformationMessage(`${oneLine(stack.name)} has a runbook already. Nothing was written.`);
    } else {
      const code = await services.runbookCode();
      // A stack that the bundled runbook is for keeps its rules.
      const inForce = runbookFor(stack, []);
      const text = code.writeRunbook(inForce.origin === 'bundled' ? bundledRunbook : code.createRunbookFor(stack));
      await vscode.workspace.fs.writeFile(first, new TextEncoder().encode(text));
    }
    await vscode.window.showTextDocument(existing ?? first);
  });

/** Where the runbook may lie, a new one first: the setting's path, else beside the Compose file. */
function filesFor(workingDir: string | undefined): readonly vscode.Uri[] {
  const folder = folderFor(workingDir);
  return setLocations() ?? (folder ? runbookFilesIn(folder) : []);
}

/** The Compose file's folder where it lies in an open one, else the first that is open. */
function folderFor(workingDir: string | undefined): vscode.Uri | undefined {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const inside = workingDir === undefined ? undefined : vscode.Uri.file(workingDir);
  if (inside && vscode.workspace.getWorkspaceFolder(inside)) return inside;
  return folders[0]?.uri;
}

async function firstThere(files: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  for (const file of files) {
    try {
      await vscode.workspace.fs.stat(file);
      return file;
    } catch {
      // It is not there.
    }
  }
  return undefined;
}
