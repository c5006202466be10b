import * as vscode from 'vscode';
import type { CommandId } from './ids.js';

/** Something that runs a command of ours when it is called. */
export const calling = (command: CommandId, argument?: unknown) => (): Thenable<unknown> =>
  vscode.commands.executeCommand(command, argument);
