import * as vscode from 'vscode';
import { dashboardPanelType } from '../ids.js';
import { DashboardPanel, type DashboardNeeds } from './dashboardPanel.js';
import { choiceOfState, type DashboardChoice } from './dashboardKind.js';

export interface DashboardsNeeds extends Omit<DashboardNeeds, 'warn'> {
  readonly log: { warn(line: string): void };
}

/** All dashboards of the window, as many at once as anybody likes. */
export class Dashboards implements vscode.Disposable {
  private readonly open = new Set<DashboardPanel>();
  private readonly panelNeeds: DashboardNeeds;

  constructor({ log, ...needs }: DashboardsNeeds) {
    this.panelNeeds = { ...needs, warn: (line) => log.warn(line) };
  }

  /**
   * Opens a dashboard, or brings the one that shows it already to the front.
   *
   * @param stack the stack's id
   * @param service the service's id; empty for whichever needs most attention
   */
  show(stack: string, service: string): void {
    const known = [...this.open].find((panel) => panel.isOf(stack, service));
    if (known) return known.reveal();
    const panel = vscode.window.createWebviewPanel(dashboardPanelType, 'Dashboard', vscode.ViewColumn.Active);
    this.take(panel, { stack, service, range: 'quarter', isTable: false });
  }

  /** Makes a page whole again that was there before the window was reloaded. One that kept nothing has nothing to show. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const choice = choiceOfState(state);
    if (choice) this.take(panel, choice);
    else panel.dispose();
  }

  private take(panel: vscode.WebviewPanel, choice: DashboardChoice): void {
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(this.panelNeeds.extension, `media/dashboard-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const made = new DashboardPanel(panel, choice, this.panelNeeds, () => this.open.delete(made));
    this.open.add(made);
  }

  dispose(): void {
    for (const panel of [...this.open]) panel.dispose();
  }
}
