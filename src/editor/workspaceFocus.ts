import * as vscode from 'vscode';
import type { Focus } from '../core/stack/focus.js';

/** The folders that are open in this window. */
export const workspaceFocus = (): Focus => ({
  folders: (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath),
});
