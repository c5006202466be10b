import type { JournalEvent } from '../../../core/operation/journalEvent.js';
import type { Operation, Watch, Worsened } from '../../../core/operation/operation.js';
import {
  isSettled,
  isUnwatched,
  isWatched,
  lookAt,
  nextLookAt,
  sharesService,
  verdictOf,
  watchedAgainst,
  watchedFrom,
} from '../../../core/operation/run/watch.js';
import type { OperationPolicy } from '../../../core/runbook/operationPolicy.js';
import type { Disposable } from '../../../util/disposable.js';
import type { Demand } from '../../live/demand.js';
import type { LiveStore } from '../../live/liveStore.js';
import type { Clock, Log, WorkspaceMemory } from '../../ports.js';
import { freshMeasure } from '../run/freshMeasure.js';
import type { Journal } from '../journal.js';
import type { UnwrittenTeller } from './unwrittenTeller.js';
import { watchingKey } from './pendingWork.js';

/** A look may come this much after its time; later than that it is left out. */
const latestMs = 60_000;
/** For so long the rules are waited for that say how long a watch is; then the usual ones count. */
const rulesMs = 60_000;
/** No watch is longer, ms. */
const longestMs = 24 * 60 * 60_000;

type Watched = Operation & { readonly watch: Watch };

/** Watches what an operation has changed for a while, with a look now and then; in between nothing is asked. */
export class WatchAfter implements Disposable {
  private readonly listener: Disposable;
  private readonly end = new AbortController();
  private operations: readonly Operation[] | undefined;
  private timer: Disposable | undefined;
  private isLooking = false;
  /** Operations whose watch is just being begun. */
  private readonly beginning = new Set<string>();
  /** Those that have ended and were seen to, with a watch or without. */
  private readonly seenTo = new Set<string>();
  private isFirst = true;
  /** Those that could not be written down any more. */
  private readonly givenUp = new Set<string>();

  /**
   * @param needs the demands to hold during a look: figures are read only while somebody wants them
   * @param somethingLeft whether the window before this one was closed with something left to do: an operation that ended then without a
   * watch gets one now
   * @param tellWorse called with the first look of a watch that finds something worse
   */
  constructor(
    private readonly journal: Pick<Journal, 'record'>,
    private readonly store: LiveStore,
    private readonly needs: readonly Demand[],
    private readonly clock: Clock,
    private readonly memory: WorkspaceMemory,
    private readonly policyOf: (stackId: string) => OperationPolicy,
    private readonly tellWorse: (operation: Operation, worsened: readonly Worsened[]) => void,
    private readonly log: Log,
    private readonly unwritten: Pick<UnwrittenTeller, 'tell'>,
    private readonly somethingLeft: boolean,
  ) {
    this.listener = store.onDidChange(() => this.follow());
    this.follow();
  }

  /** Begins to watch what an operation has done. */
  async ended(operation: Operation): Promise<void> {
    this.seenTo.add(operation.id);
    if (isUnwatched(operation)) await this.begin(operation);
  }

  private async begin(operation: Operation): Promise<void> {
    const { settleMs, watchMs, watchEveryMs } = this.policyOf(operation.plan.stackId);
    const from = watchedFrom(operation) ?? this.clock.now();
    const until = from + watchMs;
    if (watchMs <= 0 || until <= this.clock.now()) return;
    const settles = settleMs > 0 && settleMs < watchMs ? { firstAt: from + settleMs } : {};
    const everyMs = Math.min(watchMs, Math.max(1, watchEveryMs));
    this.beginning.add(operation.id);
    // Before it is written down: a window that ends in between leaves it to the next one.
    this.keepInMind(true);
    await this.record(operation, { event: 'watch-begun', until, everyMs, ...settles });
    this.beginning.delete(operation.id);
  }

  /** What ended as this window or the one before it was not there to begin its watch. */
  private async takeUp(lost: readonly Operation[]): Promise<void> {
    for (const { id } of lost) this.beginning.add(id);
    const late = new AbortController();
    const timer = this.clock.after(rulesMs, () => late.abort());
    const leases = this.needs.map((demand) => demand.acquire());
    const isKnown = ({ runbooksRead, snapshot }: LiveStore['state']): boolean => runbooksRead && snapshot !== undefined;
    await this.store.until(isKnown, AbortSignal.any([late.signal, this.end.signal])).catch(() => undefined);
    for (const lease of leases) lease.dispose();
    timer.dispose();
    for (const { id } of lost) {
      const now = this.store.state.operations.find((operation) => operation.id === id);
      if (now && isUnwatched(now) && !this.end.signal.aborted) await this.begin(now);
      this.beginning.delete(id);
    }
    this.operations = undefined;
    this.follow();
  }

  /** Ended without a watch while nobody here carried them out, not long ago, and not changed by another operation since. */
  private lost(): readonly Operation[] {
    const { operations, own } = this.store.state;
    const isOld = this.isFirst && !this.somethingLeft;
    this.isFirst = false;
    const found = operations.filter(({ id, outcome }) => outcome && !own.has(id) && !this.seenTo.has(id));
    for (const { id } of found) this.seenTo.add(id);
    const from = this.clock.now() - longestMs;
    const isLost = (one: Operation): boolean =>
      isUnwatched(one) &&
      (one.outcome?.endedAt ?? 0) >= from &&
      !operations.some((other) => other.startedAt > one.startedAt && sharesService(other, one));
    return isOld ? [] : found.filter(isLost);
  }

  /** A watch of what an operation is about to change would not tell of the earlier one any more. */
  async started(operation: Operation): Promise<void> {
    const earlier = this.open().filter((other) => other.id !== operation.id && sharesService(other, operation));
    for (const other of earlier) await this.record(other, { event: 'watch-ended', verdict: 'ended-early' });
  }

  private open(): readonly Watched[] {
    return this.store.state.operations.filter(isWatched).filter(({ id }) => !this.givenUp.has(id));
  }

  private follow(): void {
    const { operations } = this.store.state;
    if (operations === this.operations || this.isLooking) return;
    this.operations = operations;
    this.timer?.dispose();
    this.timer = undefined;
    const open = this.open();
    // Before the journal has been read nothing is known of it.
    if (operations.length > 0) {
      const lost = this.lost();
      if (lost.length > 0) void this.takeUp(lost);
      this.keepInMind(open.length > 0 || this.beginning.size > 0);
    }
    if (open.length === 0 || this.end.signal.aborted) return;
    const now = this.clock.now();
    const next = Math.min(...open.map((operation) => nextOf(operation, now - latestMs) ?? now));
    this.timer = this.clock.after(Math.max(0, next - now), () => void this.lookAtAll());
  }

  private async lookAtAll(): Promise<void> {
    this.timer = undefined;
    this.isLooking = true;
    const now = this.clock.now();
    try {
      await Promise.all(this.open().map((operation) => this.lookWhenDue(operation, now)));
    } finally {
      this.isLooking = false;
      this.operations = undefined;
    }
    this.follow();
  }

  private async lookWhenDue(operation: Watched, now: number): Promise<void> {
    const next = nextOf(operation, now - latestMs);
    if (next === undefined) await this.close(operation);
    else if (next <= now) await this.look(operation);
  }

  private async look(operation: Watched): Promise<void> {
    const { context, stackId } = operation.plan;
    const dueAt = this.clock.now();
    const against = watchedAgainst(operation, dueAt);
    if (!against) return this.close(operation);
    const of = { context, stackId, against };
    const measured = await freshMeasure(this.store, this.clock, this.needs, of, this.end.signal);
    // It may have ended in the meantime, and with the window nothing more is known.
    if (this.end.signal.aborted || !this.current(operation)) return;
    const look = lookAt(against, measured, isSettled(operation, dueAt));
    const isFirstWorse = operation.watch.looks.every(({ worsened }) => worsened.length === 0);
    await this.record(operation, { event: 'watch-look', look });
    if (look.worsened.length > 0 && isFirstWorse) this.tellWorse(operation, look.worsened);
    const current = this.current(operation);
    if (current && nextOf(current, this.clock.now()) === undefined) await this.close(current);
  }

  private current({ id }: Operation): Watched | undefined {
    return this.open().find((other) => other.id === id);
  }

  private close(operation: Watched): Promise<void> {
    const verdict = verdictOf(operation.watch, begunAt(operation));
    return this.record(operation, { event: 'watch-ended', verdict });
  }

  private async record(operation: Operation, event: WatchEvent): Promise<void> {
    const { id } = operation;
    try {
      await this.journal.record({ ...event, operation: id, at: this.clock.now() });
    } catch (error) {
      this.givenUp.add(id);
      this.log.warn(`The watch after operation ${id} ends here, it could not be written down: ${String(error)}`);
      this.unwritten.tell({ lost: 'watch', operation }, error);
    }
  }

  /** So that the next window of this workspace goes on with it. */
  private keepInMind(watching: boolean): void {
    const value = watching ? 'yes' : undefined;
    if (this.memory.get(watchingKey) !== value) void this.memory.set(watchingKey, value).catch(() => undefined);
  }

  dispose(): void {
    this.end.abort();
    this.listener.dispose();
    this.timer?.dispose();
  }
}

const nextOf = (operation: Watched, from: number): number | undefined =>
  nextLookAt(operation.watch, begunAt(operation), from);

const begunAt = ({ outcome, startedAt }: Operation): number => outcome?.endedAt ?? startedAt;

type Told<E> = E extends { readonly event: 'watch-begun' | 'watch-look' | 'watch-ended' }
  ? Omit<E, 'operation' | 'at'>
  : never;
type WatchEvent = Told<JournalEvent>;
