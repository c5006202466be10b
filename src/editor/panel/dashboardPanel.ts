import * as vscode from 'vscode';
import type { Demand } from '../../app/live/demand.js';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { Past } from '../../core/dashboard/past.js';
import type { LiveState } from '../../core/live/liveState.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import { findStack } from '../../core/stack/stack.js';
import type { DashboardContract } from '../../protocol/dashboardContract.js';
import { changeOf, emptyTable, type Table, type TableChange } from '../../protocol/dashboardData.js';
import type { Disposable } from '../../util/disposable.js';
import { messageOf } from '../../util/messageOf.js';
import { dashboardAddress } from '../../view/dashboard/dashboardLinks.js';
import { dashboardOf, type DashboardView } from '../../view/dashboard/dashboardOf.js';
import { dashboardButtons } from '../../view/dashboard/decisionPart.js';
import { settings } from '../settings.js';
import { dashboardCommand } from './dashboardCommands.js';
import { dashboardKind, type DashboardChoice } from './dashboardKind.js';
import { PagePanel } from './pagePanel.js';

export interface DashboardNeeds {
  readonly store: LiveStore;
  /** Whoever looks takes a lease of each. */
  readonly needs: readonly Demand[];
  readonly past: () => Promise<Past>;
  /** Reads what was done, for its marks. */
  readonly loadJournal: () => Promise<void>;
  readonly extension: vscode.Uri;
  readonly warn: (line: string) => void;
}

const redrawMs = 1000;
/** Time goes on where nothing else does: what is old grows older. */
const idleRedrawMs = 5000;

const noPast: Past = { ofService: () => new Map(), ofReplica: () => [] };

/** One dashboard in an editor. It asks for figures only while it can be seen, and tells its page of what is new at most once a second. */
export class DashboardPanel implements vscode.Disposable {
  private readonly page: PagePanel<DashboardContract>;
  private readonly disposables: Disposable[] = [];
  private leases: readonly Disposable[] = [];
  private past = noPast;
  private seen: { readonly state: LiveState; readonly at: number } | undefined;
  /** What the page has; undefined before it was told. */
  private told: DashboardView['tables'] | undefined;
  /** By the clock that nobody sets, as `timerAt` is. */
  private drawnAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private timerAt = Infinity;

  constructor(
    panel: vscode.WebviewPanel,
    private choice: DashboardChoice,
    private readonly needs: DashboardNeeds,
    ended: () => void,
  ) {
    this.page = new PagePanel(
      panel,
      needs.extension,
      dashboardKind,
      {
        ready: () => {
          this.page.begin();
          this.show();
        },
        look: (look) => {
          this.choice = { ...this.choice, ...look };
          this.show();
        },
        press: ({ button }) => void this.press(button),
      },
      () => this.show(),
      (what) => needs.warn(`The page of a dashboard sent ${what}; it was not heard.`),
    );
    this.disposables.push(
      needs.store.onDidChange(() => this.follow()),
      panel.onDidChangeViewState(() => this.followVisibility()),
      this.page.onDidEnd(() => {
        this.letGo();
        for (const each of this.disposables) each.dispose();
        ended();
      }),
    );
    void this.load();
    this.followVisibility();
  }

  /** Whether it shows the service; without one, whether it is of the stack. */
  isOf(stack: string, service: string): boolean {
    return this.choice.stack === stack && (service === '' || service === this.choice.service);
  }

  reveal(): void {
    this.page.panel.reveal();
  }

  private async load(): Promise<void> {
    try {
      this.past = await this.needs.past();
    } catch (error) {
      this.needs.warn(`What was measured before could not be had: ${messageOf(error)}`);
    }
    // Whoever loads it has written down why it could not be: then there are no marks.
    await this.needs.loadJournal().catch(() => undefined);
    this.drawIn(0);
  }

  private followVisibility(): void {
    if (!this.page.isVisible) return this.letGo();
    if (this.leases.length > 0) return;
    const intervalMs = settings.readingIntervalMs();
    this.leases = this.needs.needs.map((need) => need.acquire(intervalMs));
    this.follow();
  }

  private letGo(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.timerAt = Infinity;
    for (const lease of this.leases) lease.dispose();
    this.leases = [];
  }

  private follow(): void {
    const { state } = this.needs.store;
    const isThere = findStack(state.snapshot ?? { stacks: [] }, this.choice.stack) !== undefined;
    if (isThere && state.connection.phase === 'connected') this.seen = { state, at: Date.now() };
    if (this.leases.length > 0) this.drawIn(Math.max(0, this.drawnAt + redrawMs - performance.now()));
  }

  private drawIn(delayMs: number): void {
    const at = performance.now() + delayMs;
    if (at >= this.timerAt || this.leases.length === 0) return;
    clearTimeout(this.timer);
    this.timerAt = at;
    this.timer = setTimeout(() => this.draw(), delayMs);
  }

  /** The whole page: what it had before may be of something else, or gone. */
  private show(): void {
    this.told = undefined;
    this.draw();
  }

  private draw(): void {
    clearTimeout(this.timer);
    this.timerAt = Infinity;
    this.drawnAt = performance.now();
    const { page, tables } = this.look();
    // From now on it is the one that is shown, whatever becomes worse.
    if (this.choice.service === '') this.choice = { ...this.choice, service: page.service };
    if (this.page.panel.title !== page.title) this.page.panel.title = page.title;
    const { told } = this;
    if (told) this.page.tell('change', { page, changes: changesOf(told, tables) });
    else this.page.tell('show', { page, tables, look: { ...this.choice, service: page.service } });
    this.told = tables;
    this.drawIn(idleRedrawMs);
  }

  private look(): DashboardView {
    const { past, seen } = this;
    const { stack, service, range, isTable } = this.choice;
    const now = Date.now();
    const { state } = this.needs.store;
    return dashboardOf({ state, seen, stackId: stack, serviceId: service, range, isTable, past, now, zone: undefined });
  }

  private async press(id: string): Promise<void> {
    const stack = this.seen && findStack(this.seen.state.snapshot ?? { stacks: [] }, this.choice.stack);
    const address = stack && this.seen && dashboardAddress(id, runbookFor(stack, this.seen.state.runbooks));
    if (address !== undefined) return void (await vscode.env.openExternal(vscode.Uri.parse(address)));
    const button = dashboardButtons.find((each) => each === id);
    if (button === undefined) return;
    const { command, args } = dashboardCommand(button, this.choice.service);
    await vscode.commands.executeCommand(command, ...args);
  }

  dispose(): void {
    this.page.dispose();
  }
}

/** A table that is gone is an empty one. */
function changesOf(before: DashboardView['tables'], now: DashboardView['tables']): Record<string, TableChange> {
  const changes: Record<string, TableChange> = {};
  for (const id of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const of = (tables: Readonly<Record<string, Table>>): Table => tables[id] ?? emptyTable;
    const change = changeOf(of(before), of(now));
    if (change) changes[id] = change;
  }
  return changes;
}
