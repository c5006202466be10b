import * as vscode from 'vscode';
import type { Demand } from '../../app/live/demand.js';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { Disposable } from '../../util/disposable.js';
import { connectedContext } from '../../core/connection/connectionState.js';
import { criticalCount } from '../../view/badge.js';
import { restrictedMessage } from '../../view/words/demoWords.js';
import { count } from '../../view/figures.js';
import { emptyState } from '../../view/emptyState.js';
import { oneLine } from '../../view/markdown.js';
import { stacksViewId } from '../ids.js';
import { settings } from '../settings.js';
import type { StacksTree } from './stacksTree.js';

/** The view around the tree: asks for live data while it is visible, and shows the badge, the context and the filter. */
export class StacksView implements vscode.Disposable {
  private readonly view: vscode.TreeView<string>;
  private readonly disposables: { dispose(): void }[] = [];
  private leases: Disposable[] = [];
  private readonly shown = new vscode.EventEmitter<void>();
  readonly onDidBecomeVisible = this.shown.event;

  constructor(
    private readonly tree: StacksTree,
    private readonly store: LiveStore,
    private readonly needs: readonly Demand[],
  ) {
    this.view = vscode.window.createTreeView(stacksViewId, {
      treeDataProvider: tree,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.disposables.push(
      this.view,
      this.shown,
      this.view.onDidChangeVisibility(() => this.followVisibility()),
      tree.onDidDraw(() => this.decorate()),
      tree.onDidFilter(() => this.openFound()),
    );
    this.followVisibility();
  }

  private followVisibility(): void {
    const { visible } = this.view;
    this.tree.visible = visible;
    if (visible && this.leases.length === 0) {
      const intervalMs = settings.readingIntervalMs();
      this.leases = this.needs.map((demand) => demand.acquire(intervalMs));
      this.shown.fire();
    } else if (!visible) {
      this.letGo();
    }
  }

  /** A stack that was left closed would hide what the filter finds in it. */
  private openFound(): void {
    if (this.tree.filter === '' || !this.view.visible) return;
    for (const { id } of this.tree.topRows) {
      // The row may be gone by the time the editor gets there.
      void this.view.reveal(id, { select: false, focus: false, expand: true }).then(undefined, () => undefined);
    }
  }

  private letGo(): void {
    for (const lease of this.leases) lease.dispose();
    this.leases = [];
  }

  private decorate(): void {
    const { connection, runbookBroken } = this.store.state;
    const critical = criticalCount(this.store.state, Date.now());
    this.view.badge = critical > 0 ? { value: critical, tooltip: `${count(critical, 'service')} critical` } : undefined;
    const context = connection.phase === 'idle' ? '' : oneLine(connection.context.name);
    const address = connection.phase === 'failed' ? oneLine(connection.context.endpoint.raw) : '';
    const broken = runbookBroken ? 'runbook broken, last good one in force' : '';
    this.view.description = [context, address, broken].filter(Boolean).join(' · ');
    // Setting it to undefined, not to nothing, is what lets the welcome page show.
    Object.assign(this.view, { message: this.message() });
  }

  private message(): string | undefined {
    const { filter } = this.tree;
    const { state } = this.store;
    // A message hides the welcome, which says more when there is nothing to filter.
    if (emptyState(state) !== 'ready') return undefined;
    if (filter !== '')
      return this.tree.topRows.length === 0
        ? `Nothing is named like "${filter}".`
        : `Shown: what is named like "${filter}".`;
    return restrictedMessage(connectedContext(state.connection), vscode.workspace.isTrusted);
  }

  dispose(): void {
    this.letGo();
    for (const item of this.disposables) item.dispose();
  }
}
