import type { EngineSession } from '../../../src/app/connection/engineSession.js';
import { Demand } from '../../../src/app/live/demand.js';
import { FigureFeed } from '../../../src/app/live/figureFeed.js';
import { LiveStore } from '../../../src/app/live/liveStore.js';
import type { Clock } from '../../../src/app/ports.js';
import { UsageFeed } from '../../../src/app/live/usageFeed.js';
import { PolicyKeeper } from '../../../src/app/policy/policyKeeper.js';
import { systemClock } from '../../../src/editor/clock.js';
import type { ServicePolicy } from '../../../src/core/policy/servicePolicy.js';
import { runbookFor } from '../../../src/core/runbook/bundledRunbook.js';
import type { LoadedRunbook } from '../../../src/core/runbook/loadedRunbook.js';
import { createFigureSources } from '../../../src/sources/main.js';
import { DisposableStore } from '../../../src/util/disposable.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { contextOf } from '../support/connection.js';
import { sessionOn, silentLog } from '../support/session.js';

/** Figures are read three times as often as in the editor: nobody learns more from a test that waits for them. */
const figuresEveryMs = 5000;
const eagerClock: Clock = {
  ...systemClock,
  after: (delayMs, callback) => systemClock.after(Math.min(delayMs, figuresEveryMs), callback),
};

/** Everything from the engine to the decision, as the extension puts it together, without an editor. */
export class LivePieces {
  private readonly pieces = new DisposableStore();
  readonly store = this.pieces.add(new LiveStore());
  readonly session: EngineSession;
  /** Every level that each rule on each service has had, in order, by `service rule`. */
  readonly levels = new Map<string, string[]>();

  private constructor(host: string, runbooks: readonly LoadedRunbook[]) {
    const { pieces, store } = this;
    store.update({ runbooks, runbooksRead: true });
    const context = contextOf(host);
    const session = (this.session = pieces.add(sessionOn(context, store)));
    const usage = pieces.add(new UsageFeed(session, store, systemClock));
    const figures = new Demand();
    pieces.add(
      new FigureFeed(
        figures,
        session,
        store,
        eagerClock,
        (stack) => runbookFor(stack, store.state.runbooks),
        () => Promise.resolve(createFigureSources()),
        { get: () => Promise.resolve(undefined) },
      ),
    );
    const file = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() };
    pieces.add(new PolicyKeeper(store, systemClock, file, silentLog));
    pieces.add(store.onDidChange(() => this.note()));
    pieces.add(session.demand.acquire());
    pieces.add(usage.demand.acquire(2000));
    pieces.add(figures.acquire());
  }

  static async start(runbooks: readonly LoadedRunbook[]): Promise<LivePieces> {
    const { host } = await ensureDockerEngine();
    return new LivePieces(host, runbooks);
  }

  /** On another engine than this machine's. */
  static at(host: string, runbooks: readonly LoadedRunbook[]): LivePieces {
    return new LivePieces(host, runbooks);
  }

  policy(serviceId: string): ServicePolicy | undefined {
    return this.store.state.policies.get(serviceId);
  }

  levelOf(serviceId: string, rule: string): string | undefined {
    return this.policy(serviceId)?.signals.find((signal) => signal.rule.id === rule)?.level;
  }

  private note(): void {
    for (const [serviceId, { signals }] of this.store.state.policies)
      for (const { rule, level } of signals) {
        const key = `${serviceId} ${rule.id}`;
        const seen = this.levels.get(key) ?? [];
        if (seen.at(-1) !== level) this.levels.set(key, [...seen, level]);
      }
  }

  stop(): void {
    this.pieces.dispose();
  }
}
