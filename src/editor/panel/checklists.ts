import * as vscode from 'vscode';
import { checklistPanelType } from '../ids.js';
import { runOfState } from './checklistKind.js';
import { ChecklistPanel, type ChecklistPanelNeeds } from './checklistPanel.js';

export interface ChecklistsNeeds extends Omit<ChecklistPanelNeeds, 'warn'> {
  /** Reads runs of before. */
  readonly load: () => Promise<unknown>;
  readonly log: { warn(line: string): void };
}

/** The pages of runs, one for each, as many at once as anybody likes. */
export class Checklists implements vscode.Disposable {
  private readonly open = new Map<string, ChecklistPanel>();

  constructor(private readonly needs: ChecklistsNeeds) {}

  /** Opens the page of a run, or brings it to the front. */
  async show(run: string): Promise<void> {
    await this.load(run);
    const known = this.open.get(run);
    if (known) return void known.reveal();
    this.take(run, vscode.window.createWebviewPanel(checklistPanelType, 'Checklist', vscode.ViewColumn.Active));
  }

  /** Makes a page whole again that was there before the window was reloaded. One that kept nothing says that it is lost. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const run = runOfState(state) ?? '';
    await this.load(run);
    if (this.open.has(run)) panel.dispose();
    else this.take(run, panel);
  }

  /** What a command of a run has written up to now. */
  output(run: string, fence: string, text: string): void {
    this.open.get(run)?.output(fence, text);
  }

  private async load(run: string): Promise<void> {
    if (this.needs.store.state.checklistRuns.some(({ id }) => id === run)) return;
    // Whoever loads it has written down why it could not be; the page then says that the run is not there.
    await this.needs.load().catch(() => undefined);
  }

  private take(run: string, panel: vscode.WebviewPanel): void {
    const { log, ...needs } = this.needs;
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(needs.extension, `media/report-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const made = new ChecklistPanel(run, panel, { ...needs, warn: (line) => log.warn(line) }, () =>
      this.open.delete(run),
    );
    this.open.set(run, made);
  }

  dispose(): void {
    for (const panel of [...this.open.values()]) panel.dispose();
  }
}
