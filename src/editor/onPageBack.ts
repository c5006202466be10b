import * as vscode from 'vscode';
import type { Disposable } from '../util/disposable.js';

/** What makes pages whole again. */
interface Pages {
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> | void;
}

/** Loads what makes pages of a type when one of them comes back with its window. */
export const onPageBack = (type: string, pages: () => Promise<Pages>): Disposable =>
  vscode.window.registerWebviewPanelSerializer(type, {
    deserializeWebviewPanel: async (panel: vscode.WebviewPanel, state: unknown) => {
      await (await pages()).restore(panel, state);
    },
  });
