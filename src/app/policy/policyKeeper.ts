import type { LiveState } from '../../core/live/liveState.js';
import type { TimedValue } from '../../core/dashboard/timedValue.js';
import { freshReadings } from '../../core/policy/reading.js';
import type { Sample } from '../../core/policy/statistics/sample.js';
import { advance, resumeAxis, startAxis, type Axis } from '../../core/policy/time/axis.js';
import { emptyServiceMemory, type ServiceMemory } from '../../core/policy/serviceMemory.js';
import type { Policies, ServicePolicy } from '../../core/policy/servicePolicy.js';
import { decideStack } from '../../core/policy/decideStack.js';
import { underOperation } from '../../core/operation/run/underOperation.js';
import { calendarsOf } from '../../core/policy/schedule/calendarsOf.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import type { Disposable } from '../../util/disposable.js';
import type { LiveStore } from '../live/liveStore.js';
import type { Clock, Log, StateFile } from '../ports.js';
import { readPolicyState, writePolicyState } from './policyState.js';

const saveEveryMs = 60_000;

/** Parts of the live state that the rules look at: without news in them there is nothing to decide anew. */
const looked = [
  'snapshot',
  'readings',
  'figures',
  'changes',
  'operations',
  'runbooks',
  'runbooksRead',
  'calendars',
] as const satisfies readonly (keyof LiveState)[];

/**
 * Lets the rules of the runbooks look at everything that comes in, remembers what they need, and publishes what they say. It asks nobody and
 * has no timer for it: where nothing is read, nothing is decided.
 */
export class PolicyKeeper implements Disposable {
  private readonly services = new Map<string, ServiceMemory>();
  private axis: Axis;
  private last: LiveState | undefined;
  /** By the monotonic clock. */
  private savedAt = -Infinity;
  private readonly listener: Disposable;
  private resuming: Promise<void> | undefined;
  private ready = false;

  constructor(
    private readonly store: LiveStore,
    private readonly clock: Clock,
    private readonly file: StateFile,
    private readonly log: Log,
  ) {
    this.axis = startAxis(this.clocks());
    this.listener = store.onDidChange(() => this.look());
  }

  /** No recommendation for the service until then. */
  snooze(serviceId: string, forMs: number): void {
    const key = this.keyOf(serviceId);
    const memory = this.services.get(key) ?? emptyServiceMemory;
    this.services.set(key, { ...memory, snoozedUntil: this.clock.now() + forMs });
    this.last = undefined;
    this.look();
  }

  /** What each metric of a service was in the last hour, by its id, at wall times; oldest first. */
  historyOf(serviceId: string): ReadonlyMap<string, readonly TimedValue[]> {
    const { histories } = this.services.get(this.keyOf(serviceId)) ?? emptyServiceMemory;
    const { wallMs, tauMs } = this.axis;
    const atWall = ({ tauMs: at, value }: Sample): TimedValue => ({ at: Math.round(wallMs - (tauMs - at)), value });
    return new Map(Object.entries(histories).map(([metric, history]) => [metric, history.map(atWall)]));
  }

  /** What was seen before a reload counts on, less what nobody saw in between. */
  private async resume(): Promise<void> {
    const text = await this.file.read().catch(() => undefined);
    const saved = text === undefined ? undefined : readPolicyState(text);
    if (saved) {
      this.axis = resumeAxis(saved.axis, this.clocks());
      for (const [key, memory] of Object.entries(saved.services)) this.services.set(key, memory);
    }
    this.ready = true;
    this.look();
  }

  private look(): void {
    const { state } = this.store;
    const { last } = this;
    // By other rules than its own, what was seen of a service before a reload would be forgotten.
    if (state.connection.phase !== 'connected' || !state.snapshot || !state.runbooksRead) return;
    if (!this.ready) {
      this.resuming ??= this.resume();
      return;
    }
    if (last && looked.every((part) => state[part] === last[part])) return;
    this.last = state;
    this.axis = advance(this.axis, this.clocks());
    const policies = this.decide(state);
    this.store.update({ policies });
    if (this.clock.monotonic() - this.savedAt >= saveEveryMs) this.save();
  }

  private decide(state: LiveState): Policies {
    const now = this.clock.now();
    const policies: [string, ServicePolicy][] = [];
    for (const stack of state.snapshot?.stacks ?? []) {
      const runbook = runbookFor(stack, state.runbooks);
      const decided = decideStack({
        stack,
        runbook,
        readings: freshReadings(state.readings, now, state.readingIntervalMs),
        readingIntervalMs: state.readingIntervalMs,
        figures: state.figures,
        changes: state.changes,
        underOperation: underOperation(state.operations, this.context),
        calendar: calendarsOf(runbook, state.runbooks, state.calendars),
        axis: this.axis,
        now,
        memoryOf: (serviceId) => this.services.get(this.keyOf(serviceId)) ?? emptyServiceMemory,
      });
      for (const { serviceId, policy, memory } of decided) {
        this.services.set(this.keyOf(serviceId), memory);
        policies.push([serviceId, policy]);
      }
    }
    return new Map(policies);
  }

  /** Services of the same name on another context are others. */
  private keyOf(serviceId: string): string {
    return `${this.context}|${serviceId}`;
  }

  private get context(): string {
    const { connection } = this.store.state;
    return connection.phase === 'idle' ? '' : connection.context.name;
  }

  private save(): void {
    this.savedAt = this.clock.monotonic();
    const text = writePolicyState({ axis: this.axis, services: Object.fromEntries(this.services) });
    this.file
      .write(text)
      .catch((error: unknown) => this.log.warn(`What the rules have seen could not be kept: ${String(error)}`));
  }

  private clocks(): { monoMs: number; wallMs: number } {
    return { monoMs: this.clock.monotonic(), wallMs: this.clock.now() };
  }

  dispose(): void {
    this.listener.dispose();
    if (this.ready && this.services.size > 0) this.save();
  }
}
