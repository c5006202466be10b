import type * as vscode from 'vscode';
import type { WorkspaceMemory } from '../app/ports.js';

/** Small values kept with the workspace. */
export function workspaceMemory(state: vscode.Memento): WorkspaceMemory {
  return {
    get: (key) => {
      const value: unknown = state.get(key);
      return typeof value === 'string' ? value : undefined;
    },
    set: async (key, value) => state.update(key, value),
  };
}
