import * as vscode from 'vscode';
import { onEnginesMachine } from '../../app/onEnginesMachine.js';
import type { LiveState } from '../../core/live/liveState.js';
import type { Dashboard } from '../../core/runbook/runbook.js';
import { dashboardItems } from '../../view/dashboardItems.js';

/** Opens one of the runbook's dashboards in the browser; of several it asks which. */
export async function openDashboard(
  dashboards: readonly Dashboard[],
  connection: LiveState['connection'],
): Promise<void> {
  const items = dashboardItems(dashboards);
  const [first, second] = items;
  const picked = second === undefined ? first : await vscode.window.showQuickPick(items, { title: 'Open Dashboard' });
  if (!picked) return;
  const url = connection.phase === 'idle' ? picked.url : onEnginesMachine(picked.url, connection.context);
  if (url !== undefined) await vscode.env.openExternal(vscode.Uri.parse(url, true));
}
