import { figureIntervalMs, figureKey, type Figure } from '../../core/policy/figure.js';
import type { Runbook } from '../../core/runbook/runbook.js';
import type { Stack } from '../../core/stack/stack.js';
import { DisposableStore, type Disposable } from '../../util/disposable.js';
import type { EngineSession } from '../connection/engineSession.js';
import type { Clock, FigureSources, Secrets } from '../ports.js';
import { ClientAddresses } from './clientAddresses.js';
import { CounterHistory } from './counterHistory.js';
import type { Demand } from './demand.js';
import { FigureRound } from './figureRound.js';
import { figureWants, type FigureWant } from './figureWants.js';
import type { LiveStore } from './liveStore.js';
import { ProbeHistory } from './probeHistory.js';
import { Slots } from './slots.js';

/** Figures that come together are shown together. */
const gatherMs = 200;
const atOnce = 6;

/** Reads every metric of the runbooks that has a source beside the engine, while somebody needs it and there is a connection. */
export class FigureFeed implements Disposable {
  private readonly disposables = new DisposableStore();
  private readonly history = new ProbeHistory();
  private readonly counters: CounterHistory;
  private readonly clients = new ClientAddresses();
  private timer: Disposable | undefined;
  private round: AbortController | undefined;
  private gathering: Disposable | undefined;

  constructor(
    /** Who needs the figures, and so the connection. */
    readonly demand: Demand,
    private readonly session: EngineSession,
    private readonly store: LiveStore,
    private readonly clock: Clock,
    private readonly runbookOf: (stack: Stack) => Runbook,
    private readonly sources: () => Promise<FigureSources>,
    private readonly secrets: Secrets,
  ) {
    this.counters = new CounterHistory(clock);
    this.disposables.add(this.demand.onDidChange(() => this.follow()));
    this.disposables.add(this.store.onDidChange(() => this.follow()));
    this.follow();
  }

  private follow(): void {
    if (!this.demand.wanted || this.store.state.connection.phase !== 'connected') return this.stop();
    if (!this.timer && !this.round) this.schedule(0);
  }

  private schedule(delayMs: number): void {
    this.timer = this.clock.after(delayMs, () => {
      this.timer = undefined;
      void this.read();
    });
  }

  /** Never two at once: one that takes longer than the interval delays the next. */
  private async read(): Promise<void> {
    const connection = this.session.current?.connection;
    const { snapshot } = this.store.state;
    if (!connection || !snapshot || this.round) return;
    const startedAt = this.clock.monotonic();
    const wants = figureWants(snapshot.stacks, this.runbookOf);
    const round = new AbortController();
    this.round = round;
    const found = new Map<string, Figure>();
    this.history.forget(this.clock.now());
    this.counters.forget();
    if (wants.length > 0) {
      const { secrets, sources } = this;
      const slots = new Slots(atOnce);
      const access = { connection, secrets, sources: lazily(sources), slots, signal: round.signal };
      const { history, counters, clients, clock } = this;
      const reading = new FigureRound(wants, () => this.store.state, access, history, counters, clock, clients);
      await reading.run((figure) => {
        found.set(figureKey(figure.serviceId, figure.metric), figure);
        this.publishSoon(round, wants, found);
      });
    }
    if (this.round !== round) return;
    this.publish(wants, found);
    // Whoever was told may have been the last to need it.
    if (this.round !== round) return;
    this.round = undefined;
    this.schedule(Math.max(0, startedAt + figureIntervalMs - this.clock.monotonic()));
  }

  private publishSoon(round: AbortController, wants: readonly FigureWant[], found: ReadonlyMap<string, Figure>): void {
    if (this.gathering || this.round !== round) return;
    this.gathering = this.clock.after(gatherMs, () => {
      this.gathering = undefined;
      this.publish(wants, found);
    });
  }

  /** What is not read yet in this round stays as it was, with its age; what is wanted no longer is gone. */
  private publish(wants: readonly FigureWant[], found: ReadonlyMap<string, Figure>): void {
    this.gathering?.dispose();
    this.gathering = undefined;
    const before = this.store.state.figures;
    const figures = new Map<string, Figure>();
    for (const { service, metric } of wants) {
      const key = figureKey(service.id, metric.id);
      const figure = found.get(key) ?? before.get(key);
      if (figure) figures.set(key, figure);
    }
    if (figures.size > 0 || before.size > 0) this.store.update({ figures });
  }

  private stop(): void {
    this.timer?.dispose();
    this.timer = undefined;
    this.gathering?.dispose();
    this.gathering = undefined;
    this.round?.abort();
    this.round = undefined;
  }

  dispose(): void {
    this.disposables.dispose();
    this.stop();
  }
}

/** Loads the sources with the first question to them, so that one that cannot be loaded is told like any other failure. */
function lazily(load: () => Promise<FigureSources>): FigureSources {
  return {
    prometheus: async (...question) => (await load()).prometheus(...question),
    prometheusRange: async (...question) => (await load()).prometheusRange(...question),
    json: async (...question) => (await load()).json(...question),
    probe: async (...question) => (await load()).probe(...question),
  };
}
