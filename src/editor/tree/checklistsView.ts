import * as vscode from 'vscode';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { LiveState } from '../../core/live/liveState.js';
import type { Disposable } from '../../util/disposable.js';
import type { Row } from '../../view/rows/row.js';
import { checklistsViewId } from '../ids.js';
import { RowTree } from './rowTree.js';

/** What the view shows, loaded when somebody first looks. */
export interface ChecklistsSource {
  rows(state: LiveState, now: number): readonly Row[];
  /** Fires when a text has been read, or has changed. */
  onDidChange(listener: () => void): Disposable;
}

const redrawMs = 1000;

/** The view *Checklists*: runs, and what one can begin. Nothing is loaded or read before it is first seen. */
export class ChecklistsView implements vscode.Disposable {
  private readonly tree = new RowTree(() => (this.source ? Promise.resolve() : this.open()));
  private readonly view: vscode.TreeView<string>;
  private readonly disposables: Disposable[] = [];
  private source: ChecklistsSource | undefined;
  private opening: Promise<void> | undefined;
  private shown: LiveState['checklistRuns'] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param load rejects where the journal cannot be read, in which case it is tried again when the view is next seen */
  constructor(
    private readonly store: LiveStore,
    private readonly load: () => Promise<ChecklistsSource>,
  ) {
    this.view = vscode.window.createTreeView(checklistsViewId, { treeDataProvider: this.tree });
    this.disposables.push(
      this.view,
      this.tree,
      this.view.onDidChangeVisibility(({ visible }) => (visible ? void this.open() : undefined)),
      store.onDidChange(({ checklistRuns }) => (checklistRuns === this.shown ? undefined : this.redrawSoon())),
    );
  }

  get topRows(): readonly Row[] {
    return this.tree.topRows;
  }

  private open(): Promise<void> {
    return (this.opening ??= this.read().finally(() => (this.opening = undefined)));
  }

  private async read(): Promise<void> {
    if (!this.source) {
      try {
        this.source = await this.load();
      } catch {
        // Whoever loads it has written down why.
        return;
      }
      this.disposables.push(this.source.onDidChange(() => this.redrawSoon()));
    }
    this.draw();
  }

  private redrawSoon(): void {
    if (this.source && this.view.visible) this.timer ??= setTimeout(() => this.draw(), redrawMs);
  }

  private draw(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { state } = this.store;
    this.shown = state.checklistRuns;
    if (this.source) this.tree.show(this.source.rows(state, Date.now()));
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const each of this.disposables) each.dispose();
  }
}
