import * as vscode from 'vscode';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { LiveState } from '../../core/live/liveState.js';
import { isUnderWay, type Operation } from '../../core/operation/operation.js';
import type { Verification } from '../../core/verification/verificationRun.js';
import type { Row } from '../../view/rows/row.js';
import { setContextKey } from '../contextKeys.js';
import { historyViewId } from '../ids.js';
import { RowTree } from './rowTree.js';

/** What the view shows, loaded when somebody first looks. */
export interface HistorySource {
  /** A sentence about what could not be read; empty where all could. */
  readonly notice: string;
  rows(state: LiveState, now: number): readonly Row[];
  /** What is told even where the view is closed; empty where nothing is. */
  description(state: LiveState): string;
  /** Takes in what other windows have written, into the live state; rejects where it cannot be read. */
  takeNews(): Promise<void>;
}

const redrawMs = 1000;
/** Waits run down and days end even when nothing happens. */
const betweenLooksMs = 5000;

/** The view *History*: nothing is loaded or read before it is first seen. */
export class HistoryView implements vscode.Disposable {
  private readonly tree = new RowTree(() => (this.source ? Promise.resolve() : this.open()));
  private readonly view: vscode.TreeView<string>;
  private readonly disposables: { dispose(): void }[] = [];
  private source: HistorySource | undefined;
  private opening: Promise<void> | undefined;
  private shown: { readonly operations: readonly Operation[]; readonly verifications: readonly Verification[] };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private clock: ReturnType<typeof setInterval> | undefined;

  /** @param load rejects where the journal cannot be read, in which case it is tried again when the view is next seen */
  constructor(
    private readonly store: LiveStore,
    private readonly load: () => Promise<HistorySource>,
  ) {
    this.shown = store.state;
    this.view = vscode.window.createTreeView(historyViewId, { treeDataProvider: this.tree, showCollapseAll: true });
    this.disposables.push(
      this.view,
      this.tree,
      this.view.onDidChangeVisibility(() => this.followVisibility()),
      store.onDidChange(({ operations, verifications, own }) => {
        setContextKey('scalebook.running', [...own.values()].includes('running'));
        const { shown } = this;
        const isNews = operations !== shown.operations || verifications !== shown.verifications;
        // What a result says must not stand beside a row that still spins.
        const ended = operations.filter(isUnderWay).length < shown.operations.filter(isUnderWay).length;
        if (ended && this.source) this.draw(this.source);
        else if (isNews || operations.some(isUnderWay)) this.redrawSoon();
      }),
    );
    this.followVisibility();
  }

  get topRows(): readonly Row[] {
    return this.tree.topRows;
  }

  private followVisibility(): void {
    const { visible } = this.view;
    clearInterval(this.clock);
    this.clock = visible ? setInterval(() => this.lookAgain(), betweenLooksMs) : undefined;
    if (!visible) return;
    if (this.source) this.draw(this.source);
    else void this.open();
    this.lookAgain();
  }

  /** What cannot be read now is tried again with the next look; what was read stays. */
  private lookAgain(): void {
    void this.source?.takeNews().catch(() => undefined);
    this.redrawSoon();
  }

  private open(): Promise<void> {
    return (this.opening ??= this.read().finally(() => (this.opening = undefined)));
  }

  private async read(): Promise<void> {
    try {
      this.source = await this.load();
      this.draw(this.source);
    } catch {
      // Whoever loads it has written down why.
      setContextKey('scalebook.journal', 'unreadable');
    }
  }

  private redrawSoon(): void {
    const { source } = this;
    if (this.timer !== undefined || !source) return;
    this.timer = setTimeout(() => this.draw(source), redrawMs);
  }

  private draw(source: HistorySource): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { state } = this.store;
    this.shown = state;
    this.tree.show(source.rows(state, Date.now()));
    this.view.description = source.description(state);
    // A message hides the welcome; setting it to undefined, not to nothing, is what lets that show.
    Object.assign(this.view, { message: source.notice === '' ? undefined : source.notice });
    setContextKey('scalebook.journal', this.tree.topRows.length === 0 ? 'empty' : 'some');
  }

  dispose(): void {
    clearTimeout(this.timer);
    clearInterval(this.clock);
    for (const item of this.disposables) item.dispose();
  }
}
