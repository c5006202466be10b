import type { DockerContext } from '../../core/connection/dockerContext.js';
import { isForPerson, unexpected, type EngineFailure } from '../../core/connection/engineFailure.js';
import type { Disposable } from '../../util/disposable.js';
import type { LiveStore } from '../live/liveStore.js';
import { StackFeed } from '../live/stackFeed.js';
import type { Clock, EngineConnection, EngineConnector, Log } from '../ports.js';
import { backoffMs } from './backoff.js';
import type { ContextChoice } from './contextChoice.js';
import { Heartbeat } from './heartbeat.js';

/** A connection that breaks sooner than this, time and again, is tried again with growing pauses too. */
const steadyMs = 5000;
/** What was seen before a break is shown for so long without a word, and not for as long as an engine that hangs takes to be given up. */
const quietMs = 3000;

export interface ConnectionParts {
  readonly connector: () => Promise<EngineConnector>;
  readonly choice: ContextChoice;
  readonly store: LiveStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
}

/** How an attempt ended, and whether the engine had answered in it. */
interface Ending {
  readonly failure: EngineFailure;
  readonly answered: boolean;
}

const givenUp: Ending = { failure: { reason: 'cancelled', address: '', detail: '' }, answered: false };
const nowhere: DockerContext = { name: '', description: '', endpoint: { transport: 'invalid', raw: '', problem: '' } };

/** Connects, follows, and after a break connects again with growing pauses, without end, until its signal is aborted. */
export class ConnectionLoop {
  /** The feed of the open connection. */
  feed: StackFeed | undefined;

  private failures = 0;
  private lastEventNano: string | undefined;
  private context: DockerContext = nowhere;
  private wakeUp: (() => void) | undefined;
  /** Somebody has just begun to look, or has asked for another attempt: whoever that is can answer a question. */
  private mayAsk = true;
  private quiet: Disposable | undefined;

  constructor(
    private readonly parts: ConnectionParts,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<void> {
    const { store, clock, log, random } = this.parts;
    while (!this.isOver()) {
      const { failure, answered } = await this.attempt().catch((error: unknown): Ending => this.bug(error));
      this.quiet?.dispose();
      if (this.isOver()) return;
      this.failures += 1;
      // Undefined until a person has it tried again.
      const delayMs = isForPerson(failure) ? undefined : backoffMs(this.failures, random);
      const { context } = this;
      const next = delayMs === undefined ? 'not trying again until asked to' : `trying again in ${delayMs} ms`;
      log.warn(`${context.name} at ${context.endpoint.raw}: ${failure.reason}: ${failure.detail}; ${next}`);
      // A stream that broke is tried again before anything is said; a connection that cannot be made, or an engine that hangs, is told at once.
      if (answered && this.failures === 1 && delayMs !== undefined && failure.reason !== 'timed-out') {
        store.update({ connection: { phase: 'connecting', context } });
        this.quiet = clock.after(quietMs, () => this.hide());
      } else {
        const retryAt = delayMs === undefined ? undefined : clock.now() + delayMs;
        const connection = { phase: 'failed', context, failure, retryAt } as const;
        store.update({ connection, snapshot: undefined, readings: new Map() });
      }
      await this.pause(delayMs);
    }
  }

  /** Ends the pause before the next attempt. */
  wake(): void {
    this.mayAsk = true;
    this.wakeUp?.();
  }

  private hide(): void {
    const { store } = this.parts;
    const { phase } = store.state.connection;
    if (phase === 'connecting' && !this.isOver()) store.update({ snapshot: undefined, readings: new Map() });
  }

  private isOver(): boolean {
    return this.signal.aborted;
  }

  private async attempt(): Promise<Ending> {
    const { choice, connector } = this.parts;
    const { context } = await choice.chosen();
    if (this.isOver()) return givenUp;
    this.begin(context);
    const engine = await connector();
    if (this.isOver()) return givenUp;
    const { mayAsk } = this;
    this.mayAsk = false;
    const opened = await engine.connect(context, this.signal, mayAsk);
    if (!opened.ok) return { failure: opened.error, answered: false };
    if (this.isOver()) {
      opened.value.dispose();
      return givenUp;
    }
    return { failure: await this.follow(opened.value), answered: true };
  }

  /** Nothing of one engine may pass for another's: neither what was seen, nor the time of its last event. */
  private begin(context: DockerContext): void {
    const { store } = this.parts;
    const same = context.name === this.context.name && context.endpoint.raw === this.context.endpoint.raw;
    this.context = context;
    if (!same) {
      this.failures = 0;
      this.lastEventNano = undefined;
      store.update({ connection: { phase: 'connecting', context }, snapshot: undefined, readings: new Map() });
    } else if (this.failures === 0) {
      store.update({ connection: { phase: 'connecting', context } });
    }
  }

  private async follow(connection: EngineConnection): Promise<EngineFailure> {
    const { store, clock } = this.parts;
    const feed = new StackFeed(connection, store, clock);
    const heartbeat = new Heartbeat(connection, clock, (failure) => feed.giveUp(failure));
    const begunAt = clock.monotonic();
    this.feed = feed;
    try {
      return await feed.run(this.lastEventNano, this.signal);
    } finally {
      this.lastEventNano = feed.lastEventNano ?? this.lastEventNano;
      if (feed.synced && clock.monotonic() - begunAt >= steadyMs) this.failures = 0;
      this.feed = undefined;
      heartbeat.dispose();
      connection.dispose();
    }
  }

  private bug(error: unknown): Ending {
    return { failure: unexpected(error, this.context.endpoint.raw), answered: false };
  }

  /** Without a time it lasts until somebody ends it. */
  private pause(delayMs: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        timer?.dispose();
        this.signal.removeEventListener('abort', finish);
        this.wakeUp = undefined;
        resolve();
      };
      const timer = delayMs === undefined ? undefined : this.parts.clock.after(delayMs, finish);
      this.signal.addEventListener('abort', finish);
      this.wakeUp = finish;
    });
  }
}
