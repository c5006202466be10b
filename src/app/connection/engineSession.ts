import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { DisposableStore, type Disposable } from '../../util/disposable.js';
import { Demand } from '../live/demand.js';
import type { LiveStore } from '../live/liveStore.js';
import { StackFeed } from '../live/stackFeed.js';
import type { Clock, EngineConnection, EngineConnector, Log } from '../ports.js';
import { backoffMs } from './backoff.js';
import type { ContextChoice } from './contextChoice.js';

/** A view that is closed and opened again within this time finds the connection still open. */
const lingerMs = 10_000;

/**
 * Keeps one connection, with its event stream, for as long as somebody needs it: connects, follows, and after a break connects
 * again with growing pauses, without end.
 */
export class EngineSession implements Disposable {
  readonly demand = new Demand();
  private readonly disposables = new DisposableStore();
  private round: AbortController | undefined;
  private linger: Disposable | undefined;
  private wake: (() => void) | undefined;
  private feed: StackFeed | undefined;

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
    return this.feed;
  }

  /** Reads everything anew, or tries to connect at once when there is no connection. */
  async refresh(): Promise<void> {
    if (this.feed) await this.feed.refreshAll();
    else this.wake?.();
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
    const running = this.round !== undefined;
    this.end();
    if (running && this.demand.wanted) this.begin();
  }

  private begin(): void {
    const round = new AbortController();
    this.round = round;
    void this.keepConnected(round.signal);
  }

  private end(): void {
    this.round?.abort();
    this.round = undefined;
    this.feed = undefined;
    this.store.update({ connection: { phase: 'idle' }, snapshot: undefined, readings: new Map() });
  }

  private async keepConnected(signal: AbortSignal): Promise<void> {
    const ended = (): boolean => signal.aborted;
    let failures = 0;
    let lastEventNano: string | undefined;
    while (!ended()) {
      const { context } = await this.choice.chosen();
      if (ended()) return;
      if (failures === 0) this.store.update({ connection: { phase: 'connecting', context } });
      const connector = await this.connector();
      const opened = await connector.connect(context, signal);
      if (ended()) {
        if (opened.ok) opened.value.dispose();
        return;
      }
      let failure: EngineFailure;
      if (opened.ok) {
        const followed = await this.follow(opened.value, lastEventNano, signal);
        lastEventNano = followed.lastEventNano ?? lastEventNano;
        failure = followed.failure;
        if (followed.synced) failures = 0;
      } else {
        failure = opened.error;
      }
      if (ended()) return;
      failures += 1;
      const delayMs = backoffMs(failures, this.random);
      this.log.warn(`${context.name}: ${failure.reason}: ${failure.detail}; trying again in ${delayMs} ms`);
      // A stream that broke is tried again before anything is said; a connection that cannot be made is told at once.
      if (!opened.ok || failures > 1) {
        this.store.update({
          connection: { phase: 'failed', context, failure, retryAt: this.clock.now() + delayMs },
          snapshot: undefined,
          readings: new Map(),
        });
      } else {
        this.store.update({ connection: { phase: 'connecting', context } });
      }
      await this.pause(delayMs, signal);
    }
  }

  private async follow(
    connection: EngineConnection,
    sinceNano: string | undefined,
    signal: AbortSignal,
  ): Promise<{ failure: EngineFailure; lastEventNano: string | undefined; synced: boolean }> {
    const feed = new StackFeed(connection, this.store, this.clock);
    try {
      this.feed = feed;
      const failure = await feed.run(sinceNano, signal);
      return { failure, lastEventNano: feed.lastEventNano, synced: feed.synced };
    } finally {
      if (this.feed === feed) this.feed = undefined;
      connection.dispose();
    }
  }

  private pause(delayMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        timer.dispose();
        signal.removeEventListener('abort', finish);
        this.wake = undefined;
        resolve();
      };
      const timer = this.clock.after(delayMs, finish);
      signal.addEventListener('abort', finish);
      this.wake = finish;
    });
  }

  dispose(): void {
    this.linger?.dispose();
    this.disposables.dispose();
    this.end();
  }
}
