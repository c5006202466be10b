import * as vscode from 'vscode';
import { commandIds, type CommandId } from '../ids.js';
import type { CommandHandler } from './commandServices.js';

/** The one place where commands are registered. What they do is loaded with the first that is called. */
export function registerCommands(
  handlers: () => Promise<Readonly<Record<CommandId, CommandHandler>>>,
): vscode.Disposable {
  return vscode.Disposable.from(
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
        await (await handlers())[id](...args);
      }),
    ),
  );
}
