import * as vscode from 'vscode';
import type { Disposable } from '../util/disposable.js';
import { dashboardPanelType } from './ids.js';
import type { Dashboards } from './panel/dashboards.js';

/** Loads the dashboards when a page of one comes back with its window. */
export const onDashboards = (dashboards: () => Promise<Dashboards>): Disposable =>
  vscode.window.registerWebviewPanelSerializer(dashboardPanelType, {
    deserializeWebviewPanel: async (panel: vscode.WebviewPanel, state: unknown) => {
      (await dashboards()).restore(panel, state);
    },
  });
