import * as vscode from 'vscode';
import { looksTheSame, type Row } from '../../view/rows/row.js';
import { toTooltip, toTreeItem } from './treeItem.js';

/** Gives a tree its rows. Elements are row ids: a refresh never swaps what is selected or under the cursor. */
export class RowTree implements vscode.TreeDataProvider<string>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<string | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private roots: readonly Row[] = [];
  private rows = new Map<string, Row>();
  private parents = new Map<string, string>();

  /**
   * @param fill ends once the tree has its first rows. The editor is told of none before: a change that comes while it asks for the first ones is
   * lost to it.
   */
  constructor(private readonly fill?: () => Promise<void>) {}

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

  async getChildren(id?: string): Promise<string[]> {
    if (id === undefined) await this.fill?.();
    const children = id === undefined ? this.roots : (this.rows.get(id)?.children ?? []);
    return children.map((row) => row.id);
  }

  getParent(id: string): string | undefined {
    return this.parents.get(id);
  }

  /** Takes the place of what was shown, and tells of the smallest parts that changed. */
  show(roots: readonly Row[]): void {
    const before = this.rows;
    const beforeRoots = this.roots;
    this.roots = roots;
    this.rows = new Map();
    this.parents = new Map();
    for (const root of roots) this.index(root);
    if (!sameIds(beforeRoots, roots)) this.changed.fire(undefined);
    else for (const root of roots) this.announce(root, before);
  }

  private index(row: Row): void {
    this.rows.set(row.id, row);
    for (const child of row.children) {
      this.parents.set(child.id, row.id);
      this.index(child);
    }
  }

  /** Redrawing a row redraws what is under it as well. */
  private announce(row: Row, before: ReadonlyMap<string, Row>): void {
    const old = before.get(row.id);
    if (!old || old === row) return;
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
    this.changed.dispose();
  }
}

const sameIds = (a: readonly Row[], b: readonly Row[]): boolean =>
  a.length === b.length && a.every((row, index) => row.id === b[index]?.id);
