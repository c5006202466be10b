import * as vscode from 'vscode';
import type { LiveStore } from '../../app/live/liveStore.js';
import { isDemo } from '../../core/demo/demoContext.js';
import { isRunning } from '../../core/scaling/change.js';
import { emptyState } from '../../view/emptyState.js';
import { treeRows } from '../../view/rows/treeRows.js';
import { setContextKey } from '../contextKeys.js';
import { userName } from '../user.js';
import { workspaceFocus } from '../workspaceFocus.js';
import { RowTree } from './rowTree.js';

/** Figures change in place at most this often, so that nobody has to chase a number. */
const redrawMs = 1000;

/** The rows of the stacks, drawn anew when what is known of them changes. */
export class StacksTree extends RowTree {
  private readonly listener: { dispose(): void };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private clock: ReturnType<typeof setInterval> | undefined;
  private filterText = '';
  /** By the clock that nobody sets. */
  private drawnAt = -Infinity;
  private runningOperations = 0;
  private readonly user = userName();
  private readonly drawn = new vscode.EventEmitter<void>();
  readonly onDidDraw = this.drawn.event;
  private readonly filtered = new vscode.EventEmitter<void>();
  readonly onDidFilter = this.filtered.event;

  constructor(private readonly store: LiveStore) {
    super();
    this.listener = store.onDidChange(({ changes }) => {
      // What a result says must not stand beside a row that still spins.
      const running = changes.filter(isRunning).length;
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

  /** Ages and uptimes move on even when nothing happens, while somebody looks. */
  set visible(visible: boolean) {
    clearInterval(this.clock);
    this.clock = visible ? setInterval(() => this.redrawSoon(), 5000) : undefined;
    if (visible) this.draw();
  }

  private redrawSoon(): void {
    if (this.timer !== undefined) return;
    const delayMs = Math.max(0, this.drawnAt + redrawMs - performance.now());
    this.timer = setTimeout(() => this.draw(), delayMs);
  }

  private draw(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.drawnAt = performance.now();
    setContextKey('scalebook.state', emptyState(this.store.state));
    const { connection } = this.store.state;
    setContextKey('scalebook.demo', connection.phase === 'connected' && isDemo(connection.context));
    this.show(treeRows(this.store.state, this.filterText, Date.now(), workspaceFocus(), this.user));
    this.drawn.fire();
  }

  override dispose(): void {
    clearTimeout(this.timer);
    clearInterval(this.clock);
    this.listener.dispose();
    super.dispose();
    this.drawn.dispose();
    this.filtered.dispose();
  }
}
