import * as vscode from 'vscode';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import { findStack } from '../../core/stack/stack.js';
import { oneLine } from '../../view/markdown.js';
import { runbookFileName } from '../runbook/runbookLocations.js';
import { chooseStack } from './chooseService.js';
import { readArguments } from './commandArguments.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { stackOfArguments } from './stackOfArguments.js';
import { withLiveStacks } from './withLiveStacks.js';

/** *Create Runbook*: a commented file from what runs, beside the Compose file. An existing one is opened, never overwritten. */
export const createRunbook =
  (services: Pick<CommandServices, 'session' | 'store' | 'runbookCode'>): CommandHandler =>
  async (...rawArgs) => {
    const args = readArguments(rawArgs);
    if (!args.ok) return void vscode.window.showErrorMessage(args.error);
    await withLiveStacks(services, async (snapshot) => {
      const named = stackOfArguments(args.value, snapshot);
      const stack =
        findStack(snapshot, named ?? '') ?? (await chooseStack(services.store.state, 'Create Runbook', named));
      if (!stack) return;
      const folder = folderFor(stack.services.find((service) => service.origin)?.origin?.workingDir);
      if (!folder) {
        return void vscode.window.showErrorMessage(
          `No folder is open to keep the runbook of ${oneLine(stack.name)} in. Nothing was written; open the folder of its Compose file.`,
        );
      }
      const file = vscode.Uri.joinPath(folder, runbookFileName);
      if (!(await exists(file))) {
        const code = await services.runbookCode();
        // A stack that the bundled runbook is for keeps its rules.
        const inForce = runbookFor(stack, []);
        const text = code.writeRunbook(inForce.origin === 'bundled' ? inForce : code.createRunbookFor(stack));
        await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
      } else {
        void vscode.window.showInformationMessage(`${oneLine(stack.name)} has a runbook already. Nothing was written.`);
      }
      await vscode.window.showTextDocument(file);
    });
  };

/** The Compose file's folder where it lies in an open one, else the first that is open. */
function folderFor(workingDir: string | undefined): vscode.Uri | undefined {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const inside = workingDir === undefined || workingDir === '' ? undefined : vscode.Uri.file(workingDir);
  if (inside && vscode.workspace.getWorkspaceFolder(inside)) return inside;
  return folders[0]?.uri;
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
