import { isRunning } from '../../core/scaling/change.js';
import { DisposableStore, type Disposable } from '../../util/disposable.js';
import { Demand } from '../live/demand.js';
import type { LiveStore } from '../live/liveStore.js';
import type { StackFeed } from '../live/stackFeed.js';
import type { Clock, EngineConnector, Log } from '../ports.js';
import { ConnectionLoop } from './connectionLoop.js';
import type { ContextChoice } from './contextChoice.js';

/** A view that is closed and opened again within this time finds the connection still open. */
const lingerMs = 10_000;

/** Keeps one connection, with its event stream, for as long as somebody needs it. */
export class EngineSession implements Disposable {
  readonly demand = new Demand();
  private readonly disposables = new DisposableStore();
  private round: { readonly abort: AbortController; readonly loop: ConnectionLoop } | undefined;
  private linger: Disposable | undefined;

  constructor(
    private readonly connector: () => Promise<EngineConnector>,
    private readonly choice: ContextChoice,
    private readonly store: LiveStore,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly random: () => number = Math.random,
  ) {
    this.disposables.add(this.demand.onDidChange(() => this.followDemand()));
    this.disposables.add(this.choice.onDidChange(() => this.restart()));
  }

  /** The open connection, with the feed that keeps the snapshot; undefined while there is none. */
  get current(): StackFeed | undefined {
    return this.round?.loop.feed;
  }

  /** Reads everything anew, or tries to connect at once when there is no connection. */
  async refresh(): Promise<void> {
    if (this.current) await this.current.readAnew();
    else this.round?.loop.wake();
  }

  /** Tries to connect at once, and ends when that attempt has: connected, failed or cancelled. */
  async retry(signal: AbortSignal): Promise<void> {
    const failed = this.store.state.connection;
    this.round?.loop.wake();
    await this.store.until(({ connection }) => connection !== failed && connection.phase !== 'connecting', signal);
  }

  private followDemand(): void {
    this.linger?.dispose();
    this.linger = undefined;
    if (this.demand.wanted) {
      if (!this.round) this.begin();
    } else if (this.round) {
      this.linger = this.clock.after(lingerMs, () => this.end());
    }
  }

  private restart(): void {
    // What was done on one context says nothing of another's services.
    const changes = this.store.state.changes.filter(isRunning);
    if (changes.length < this.store.state.changes.length) this.store.update({ changes });
    const running = this.round !== undefined;
    this.end();
    if (running && this.demand.wanted) this.begin();
  }

  private begin(): void {
    const abort = new AbortController();
    const { connector, choice, store, clock, log, random } = this;
    const loop = new ConnectionLoop({ connector, choice, store, clock, log, random }, abort.signal);
    this.round = { abort, loop };
    void loop.run();
  }

  private end(): void {
    this.linger?.dispose();
    this.linger = undefined;
    if (!this.round) return;
    this.round.abort.abort();
    this.round = undefined;
    this.store.update({ connection: { phase: 'idle' }, snapshot: undefined, readings: new Map(), figures: new Map() });
  }

  dispose(): void {
    this.disposables.dispose();
    this.end();
  }
}
