import * as vscode from 'vscode';
import type { CommandId } from './ids.js';

/** Something that runs a command of ours when it is called. */
export const calling =
  (command: CommandId, ...args: readonly unknown[]) =>
  (): Thenable<unknown> =>
    vscode.commands.executeCommand(command, ...args);
