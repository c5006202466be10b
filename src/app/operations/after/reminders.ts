import { isUnderWay, type Operation } from '../../../core/operation/operation.js';
import { isSuperseded, remindAt, stillUp, type StillUp } from '../../../core/operation/reminder.js';
import { sharesService } from '../../../core/operation/run/watch.js';
import type { OperationPolicy } from '../../../core/runbook/operationPolicy.js';
import { countedReplicas, emptySnapshot, findService } from '../../../core/stack/stack.js';
import type { Disposable } from '../../../util/disposable.js';
import type { EngineSession } from '../../connection/engineSession.js';
import type { LiveStore } from '../../live/liveStore.js';
import type { Clock } from '../../ports.js';
import { connectedFeed } from '../connectedFeed.js';
import type { ReminderTime, ReminderTimes } from './reminderTimes.js';

const connectMs = 20_000;
/** Where the counts cannot be told, or something is being done about them, it is asked again after this. */
const againMs = 10 * 60_000;
/** And no longer than this after it was due: a context that is not looked at any more is not to be asked for ever. */
const longMs = 24 * 60 * 60_000;

/** Asks some time after a step up whether fewer would do, once for each operation. */
export class Reminders implements Disposable {
  private readonly end = new AbortController();
  private timer: Disposable | undefined;
  private isAsking = false;

  /** @param remind ends with true for a person who wants to be asked again */
  constructor(
    private readonly session: EngineSession,
    private readonly store: LiveStore,
    private readonly clock: Clock,
    private readonly times: ReminderTimes,
    private readonly policyOf: (stackId: string) => OperationPolicy,
    private readonly remind: (operation: Operation, up: readonly StillUp[], sinceMs: number) => Promise<boolean>,
  ) {}

  /** Takes up what was left. The journal has been read by now. */
  start(): void {
    this.schedule();
  }

  ended(operation: Operation): void {
    const { remindMs } = this.policyOf(operation.plan.stackId);
    const at = remindAt(operation, remindMs);
    if (at === undefined) return;
    this.times.set({ operation: operation.id, at, againMs: remindMs });
    this.schedule();
  }

  private schedule(): void {
    this.timer?.dispose();
    this.timer = undefined;
    const [first] = this.times.all;
    if (!first || this.isAsking || this.end.signal.aborted) return;
    this.timer = this.clock.after(Math.max(0, first.at - this.clock.now()), () => void this.askDue());
  }

  private async askDue(): Promise<void> {
    this.timer = undefined;
    this.isAsking = true;
    const now = this.clock.now();
    for (const time of this.times.all.filter(({ at }) => at <= now)) {
      if (!this.end.signal.aborted) await this.ask(time);
    }
    this.isAsking = false;
    this.schedule();
  }

  private async ask(time: ReminderTime): Promise<void> {
    const { operations } = this.store.state;
    const operation = operations.find(({ id }) => id === time.operation);
    if (!operation) return void this.times.forget(time.operation);
    const others = operations.filter(({ id }) => id !== operation.id);
    if (others.some((other) => isUnderWay(other) && sharesService(operation, other)))
      return void this.later(time, againMs);
    if (isSuperseded(operation, others)) return void this.times.forget(time.operation);
    const countOf = await this.countsOn(operation.plan.context);
    if (this.end.signal.aborted) return;
    if (!countOf && !this.isLongAgo(operation, time)) return void this.later(time, againMs);
    this.times.forget(time.operation);
    const up = countOf ? stillUp(operation, countOf) : [];
    if (up.length > 0) void this.show(operation, up, time);
  }

  /** Not waited for: a notification may stay for hours. */
  private async show(operation: Operation, up: readonly StillUp[], time: ReminderTime): Promise<void> {
    const sinceMs = this.clock.now() - (operation.outcome?.endedAt ?? operation.startedAt);
    const askAgain = await this.remind(operation, up, sinceMs).catch(() => false);
    if (!askAgain || this.end.signal.aborted) return;
    this.later(time, time.againMs);
    this.schedule();
  }

  private isLongAgo({ outcome, startedAt }: Operation, time: ReminderTime): boolean {
    return this.clock.now() - (outcome?.endedAt ?? startedAt) > time.againMs + longMs;
  }

  private later(time: ReminderTime, delayMs: number): void {
    this.times.set({ ...time, at: this.clock.now() + delayMs });
  }

  /** As they are now; undefined where that cannot be told, as while the window is on another context. */
  private async countsOn(context: string): Promise<((serviceId: string) => number | undefined) | undefined> {
    const lease = this.session.demand.acquire();
    try {
      const signal = AbortSignal.any([this.end.signal, AbortSignal.timeout(connectMs)]);
      const feed = await connectedFeed(this.session, this.store, signal);
      if (!feed.ok || feed.value.connection.context.name !== context) return undefined;
      if (!(await feed.value.refreshAll()).ok) return undefined;
      const snapshot = this.store.state.snapshot ?? emptySnapshot;
      return (serviceId) => {
        const service = findService(snapshot, serviceId);
        return service ? countedReplicas(service).length : 0;
      };
    } finally {
      lease.dispose();
    }
  }

  dispose(): void {
    this.end.abort();
    this.timer?.dispose();
  }
}
