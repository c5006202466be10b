import * as vscode from 'vscode';
import type { LiveStore } from '../../app/live/liveStore.js';
import { isRunning } from '../../core/scaling/operation.js';
import { emptyState } from '../../view/emptyState.js';
import { looksTheSame, type Row } from '../../view/rows/row.js';
import { treeRows } from '../../view/rows/treeRows.js';
import { setContextKey } from '../contextKeys.js';
import { workspaceFocus } from '../workspaceFocus.js';
import { toTooltip, toTreeItem } from './treeItem.js';

/** Figures change in place at most this often, so that nobody has to chase a number. */
const redrawMs = 1000;

/** Gives the tree its rows. Elements are row ids: a refresh never swaps what is selected or under the cursor. */
export class StacksTree implements vscode.TreeDataProvider<string>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<string | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly listener: { dispose(): void };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private clock: ReturnType<typeof setInterval> | undefined;
  private roots: readonly Row[] = [];
  private rows = new Map<string, Row>();
  private parents = new Map<string, string>();
  private filterText = '';
  private drawnAt = 0;
  private runningOperations = 0;
  private readonly drawn = new vscode.EventEmitter<void>();
  readonly onDidDraw = this.drawn.event;
  private readonly filtered = new vscode.EventEmitter<void>();
  readonly onDidFilter = this.filtered.event;

  constructor(private readonly store: LiveStore) {
    this.listener = store.onDidChange(({ operations }) => {
      // What a result says must not stand beside a row that still spins.
      const running = operations.filter(isRunning).length;
      const ended = running < this.runningOperations;
      this.runningOperations = running;
      if (ended) this.draw();
      else this.redrawSoon();
    });
    this.draw();
  }

  get filter(): string {
    return this.filterText;
  }

  set filter(text: string) {
    this.filterText = text;
    setContextKey('scalebook.filtered', text !== '');
    this.draw();
    this.filtered.fire();
  }

  get topRows(): readonly Row[] {
    return this.roots;
  }

  row(id: string): Row | undefined {
    return this.rows.get(id);
  }

  getTreeItem(id: string): vscode.TreeItem {
    const row = this.rows.get(id);
    return row ? toTreeItem(row) : new vscode.TreeItem('');
  }

  /** A tooltip is made when somebody points at its row. */
  resolveTreeItem(item: vscode.TreeItem, id: string): vscode.TreeItem {
    const row = this.rows.get(id);
    if (row) item.tooltip = toTooltip(row);
    return item;
  }

  getChildren(id?: string): string[] {
    const children = id === undefined ? this.roots : (this.rows.get(id)?.children ?? []);
    return children.map((row) => row.id);
  }

  getParent(id: string): string | undefined {
    return this.parents.get(id);
  }

  /** Ages and uptimes move on even when nothing happens, while somebody looks. */
  set visible(visible: boolean) {
    clearInterval(this.clock);
    this.clock = visible ? setInterval(() => this.redrawSoon(), 5000) : undefined;
    if (visible) this.draw();
  }

  private redrawSoon(): void {
    if (this.timer !== undefined) return;
    const delayMs = Math.max(0, this.drawnAt + redrawMs - Date.now());
    this.timer = setTimeout(() => this.draw(), delayMs);
  }

  private draw(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.drawnAt = Date.now();
    const before = this.rows;
    const beforeRoots = this.roots;
    this.roots = treeRows(this.store.state, this.filterText, this.drawnAt, workspaceFocus());
    this.rows = new Map();
    this.parents = new Map();
    for (const root of this.roots) this.index(root);
    setContextKey('scalebook.state', emptyState(this.store.state));
    if (!sameIds(beforeRoots, this.roots)) this.changed.fire(undefined);
    else for (const root of this.roots) this.announce(root, before);
    this.drawn.fire();
  }

  private index(row: Row): void {
    this.rows.set(row.id, row);
    for (const child of row.children) {
      this.parents.set(child.id, row.id);
      this.index(child);
    }
  }

  /** Tells of the smallest parts that changed: redrawing a row redraws what is under it as well. */
  private announce(row: Row, before: ReadonlyMap<string, Row>): void {
    const old = before.get(row.id);
    if (!old) return;
    if (
      !looksTheSame(old, row) ||
      (old.expanded === 'never') !== (row.expanded === 'never') ||
      !sameIds(old.children, row.children)
    ) {
      this.changed.fire(row.id);
    } else {
      for (const child of row.children) this.announce(child, before);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    clearInterval(this.clock);
    this.listener.dispose();
    this.changed.dispose();
    this.drawn.dispose();
    this.filtered.dispose();
  }
}

const sameIds = (a: readonly Row[], b: readonly Row[]): boolean =>
  a.length === b.length && a.every((row, index) => row.id === b[index]?.id);
