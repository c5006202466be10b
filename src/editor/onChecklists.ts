import * as vscode from 'vscode';
import type { Disposable } from '../util/disposable.js';
import { checklistPanelType } from './ids.js';
import type { Checklists } from './panel/checklists.js';

/** Loads the checklists when a page of one comes back with its window. */
export const onChecklists = (checklists: () => Promise<Checklists>): Disposable =>
  vscode.window.registerWebviewPanelSerializer(checklistPanelType, {
    deserializeWebviewPanel: async (panel: vscode.WebviewPanel, state: unknown) => {
      await (await checklists()).restore(panel, state);
    },
  });
