import * as vscode from 'vscode';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import { oneLine } from '../../view/markdown.js';
import { readArguments } from './arguments/commandArguments.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { onStack } from './arguments/onStack.js';

/** *Open Runbook*: the file that is in force for a stack; without one, the rules in force as such a file would have them, to read. */
export const openRunbook =
  (services: Pick<CommandServices, 'session' | 'store' | 'runbookCode' | 'runbooks' | 'pages'>): CommandHandler =>
  async (...rawArgs) => {
    const args = readArguments(rawArgs);
    if (!args.ok) return void vscode.window.showErrorMessage(args.error);
    const runbooks = await services.runbooks();
    await runbooks.readNow();
    // One that is broken has to be reachable too, whether an engine answers or not. Whose it is cannot be told then.
    const [only, ...more] = runbooks.files;
    if (only && more.length === 0 && (args.value.from === 'nothing' || !runbooks.hasBeenGood(only)))
      return void (await vscode.window.showTextDocument(only));
    await onStack(services, 'Open Runbook', async (stack) => {
      await runbooks.readNow();
      const runbook = runbookFor(stack, services.store.state.runbooks);
      const file = runbooks.fileOf(runbook);
      if (file) return void (await vscode.window.showTextDocument(file));
      const code = await services.runbookCode();
      await services.pages.openText(`Runbook of ${stack.name}.yaml`, code.writeRunbook(runbook));
      const create = 'Create Runbook';
      const told = `${oneLine(stack.name)} has no runbook file: these are the rules in force.`;
      void vscode.window.showInformationMessage(told, create).then((picked) => {
        if (picked === create) void vscode.commands.executeCommand('scalebook.createRunbook', { stack: stack.name });
      });
    })(...rawArgs);
  };
