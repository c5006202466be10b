import * as vscode from 'vscode';
import { historyViewId } from './ids.js';

/** Opens the sidebar at the operations that were and are. */
export const showHistory = (): Thenable<unknown> => vscode.commands.executeCommand(`${historyViewId}.focus`);
