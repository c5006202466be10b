import { Demand } from '../../../src/app/live/demand.js';
import { FigureFeed } from '../../../src/app/live/figureFeed.js';
import { LiveStore } from '../../../src/app/live/liveStore.js';
import { UsageFeed } from '../../../src/app/live/usageFeed.js';
import { PolicyKeeper } from '../../../src/app/policy/policyKeeper.js';
import type { Clock } from '../../../src/app/ports.js';
import { runbookFor } from '../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { createFigureSources } from '../../../src/sources/main.js';
import { stackStatuses } from '../../../src/core/policy/stackStatus.js';
import { statusBarText } from '../../../src/view/statusBar.js';
import type { Disposable } from '../../../src/util/disposable.js';
import { DisposableStore } from '../../../src/util/disposable.js';
import type { Event } from '../../../src/util/event.js';
import { contextOf } from '../support/connection.js';
import { sessionOn, silentLog } from '../support/session.js';

/** Longer than any view asks for, as readings at this speed would leave no time for anything else. */
const usageIntervalMs = 60_000;

/** Time that runs so much faster than the machine's. */
export function fastClock(speed: number): Clock {
  const [wall, begunAt] = [Date.now(), performance.now()];
  const passed = (): number => (performance.now() - begunAt) * speed;
  return {
    now: () => Math.round(wall + passed()),
    monotonic: () => passed(),
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs / speed);
      return { dispose: () => clearTimeout(timer) };
    },
  };
}

/** Everything from the engine to the words of the status bar, in a time of its own, with views that come and go. */
export class SoakedWindow {
  readonly store = new LiveStore();
  /** Of everything that can be listened to here: who came since the beginning and has not left. */
  listeners = 0;
  readonly session;
  private readonly usage;
  private readonly figures = new Demand();
  private readonly pieces = new DisposableStore();

  constructor(
    host: string,
    runbooks: readonly Runbook[],
    private readonly clock: Clock,
  ) {
    const { store, pieces, figures } = this;
    store.update({ runbooks: runbooks.map((runbook) => ({ runbook, folder: '/' })), runbooksRead: true });
    this.session = pieces.add(sessionOn(contextOf(host), store, clock));
    this.usage = pieces.add(new UsageFeed(this.session, store, clock));
    const runbookOf = (stack: Parameters<typeof runbookFor>[0]): Runbook => runbookFor(stack, store.state.runbooks);
    const sources = () => Promise.resolve(createFigureSources());
    const secrets = { get: () => Promise.resolve(undefined) };
    pieces.add(new FigureFeed(figures, this.session, store, clock, runbookOf, sources, secrets));
    const file = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() };
    pieces.add(new PolicyKeeper(store, clock, file, silentLog));
    this.countListeners(store);
    for (const demand of [this.session.demand, this.usage.demand, figures]) this.countListeners(demand);
  }

  /** A view, until it is disposed of. @param isWhole it shows all there is; what the engine tells of itself otherwise */
  view(isWhole: boolean): Disposable {
    const wants = [this.session.demand, ...(isWhole ? [this.figures] : [])];
    const leases = [this.usage.demand.acquire(usageIntervalMs), ...wants.map((demand) => demand.acquire())];
    const shown = this.store.onDidChange(() => void (isWhole && this.shown()));
    return { dispose: () => [shown, ...leases].forEach((each) => each.dispose()) };
  }

  /** As a tree and the status bar would have it. */
  shown(): string {
    const now = this.clock.now();
    return `${statusBarText(this.store.state, now, { folders: [] }).text} ${stackStatuses(this.store.state, now).length}`;
  }

  /** Whether a container is shown. */
  has(containerId: string): boolean {
    return (this.store.state.snapshot?.stacks ?? []).some(({ services }) =>
      services.some(({ replicas }) => replicas.some((replica) => replica.containerId === containerId)),
    );
  }

  stop(): void {
    this.pieces.dispose();
    this.store.dispose();
  }

  private countListeners<T>(owner: { readonly onDidChange: Event<T> }): void {
    const { onDidChange } = owner;
    const counted: Event<T> = (listener) => {
      this.listeners += 1;
      const found = onDidChange(listener);
      let left = false;
      return {
        dispose: () => {
          if (!left) this.listeners -= 1;
          left = true;
          found.dispose();
        },
      };
    };
    Object.assign(owner, { onDidChange: counted });
  }
}
