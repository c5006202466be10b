import * as vscode from 'vscode';
import type { StateFile } from '../../app/ports.js';

/** A file in the workspace's own storage; without a workspace nothing is kept. */
export function workspaceStateFile(storage: vscode.Uri | undefined, name: string): StateFile {
  const file = storage && vscode.Uri.joinPath(storage, name);
  return {
    read: async () => {
      if (!file) return undefined;
      try {
        return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      } catch {
        return undefined;
      }
    },
    write: async (text) => {
      if (file) await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    },
  };
}
