import type { Reading } from '../../core/policy/reading.js';
import { usageBetween } from '../../core/policy/usage.js';
import type { UsageSample } from '../../core/policy/usageSample.js';
import type { Replica } from '../../core/stack/replica.js';
import { isReachable } from '../../core/stack/stack.js';
import { DisposableStore, type Disposable } from '../../util/disposable.js';
import type { EngineSession } from '../connection/engineSession.js';
import type { Clock } from '../ports.js';
import { Demand } from './demand.js';
import type { LiveStore } from './liveStore.js';

/** After a replica's first sample the second comes soon, since CPU is known only from two on. */
const secondSampleMs = 1500;

/** Reads CPU and memory of every running replica while somebody looks, as often as the most eager of them asks. */
export class UsageFeed implements Disposable {
  readonly demand = new Demand();
  private readonly disposables = new DisposableStore();
  private readonly samples = new Map<string, UsageSample>();
  private timer: Disposable | undefined;
  private reading: AbortController | undefined;
  /** By the monotonic clock. */
  private lastReadAt: number | undefined;

  constructor(
    private readonly session: EngineSession,
    private readonly store: LiveStore,
    private readonly clock: Clock,
  ) {
    this.disposables.add(this.demand.onDidChange(() => this.followDemand()));
    this.disposables.add(this.store.onDidChange(() => this.startWhenPossible()));
  }

  private followDemand(): void {
    if (!this.demand.wanted) return this.stop();
    const { intervalMs } = this.demand;
    if (intervalMs !== this.store.state.readingIntervalMs) this.store.update({ readingIntervalMs: intervalMs });
    this.schedule(this.untilUsefulMs());
  }

  /** Two samples too close together say nothing: the kernel counts CPU time in steps of 10 ms. */
  private untilUsefulMs(): number {
    if (this.lastReadAt === undefined) return 0;
    return Math.max(0, this.lastReadAt + Math.min(secondSampleMs, this.demand.intervalMs) - this.clock.monotonic());
  }

  private startWhenPossible(): void {
    if (this.store.state.connection.phase !== 'connected') return this.stop();
    if (this.demand.wanted && !this.timer && !this.reading) this.schedule(0);
  }

  private schedule(delayMs: number): void {
    if (this.reading || !this.demand.wanted) return;
    this.timer?.dispose();
    this.timer = this.clock.after(delayMs, () => {
      this.timer = undefined;
      void this.read();
    });
  }

  private async read(): Promise<void> {
    const connection = this.session.current?.connection;
    const { snapshot } = this.store.state;
    if (!connection || !snapshot || this.reading) return;
    const running = snapshot.stacks
      .flatMap((stack) => stack.services)
      .flatMap((service) => service.replicas)
      .filter((replica) => replica.state === 'running' && isReachable(replica));
    const reading = new AbortController();
    this.reading = reading;
    const ids = running.map((replica) => replica.containerId);
    const found = await connection.readUsage(ids, reading.signal).catch(() => new Map<string, UsageSample>());
    if (this.reading !== reading) return;
    this.reading = undefined;
    this.lastReadAt = this.clock.monotonic();
    const anyFirst = [...found.keys()].some((id) => !this.samples.has(id));
    this.store.update({ readings: this.toReadings(running, found, connection.info) });
    this.schedule(anyFirst ? Math.min(secondSampleMs, this.demand.intervalMs) : this.demand.intervalMs);
  }

  private toReadings(
    running: readonly Replica[],
    found: ReadonlyMap<string, UsageSample>,
    machine: { readonly cpus: number; readonly memoryBytes: number },
  ): ReadonlyMap<string, Reading> {
    const at = this.clock.now();
    const readings = new Map<string, Reading>();
    for (const replica of running) {
      const sample = found.get(replica.containerId);
      // What could not be read this time keeps its last figure, which shows its age and ends as unknown.
      const last = this.store.state.readings.get(replica.id);
      if (!sample) {
        if (last) readings.set(replica.id, last);
        continue;
      }
      const usage = usageBetween(this.samples.get(replica.containerId), sample, replica.limits, machine);
      readings.set(replica.id, { ...usage, at });
    }
    const ids = new Set(running.map((replica) => replica.containerId));
    for (const id of this.samples.keys()) if (!ids.has(id)) this.samples.delete(id);
    for (const [id, sample] of found) this.samples.set(id, sample);
    return readings;
  }

  private stop(): void {
    this.timer?.dispose();
    this.timer = undefined;
    this.reading?.abort();
    this.reading = undefined;
    this.samples.clear();
    this.lastReadAt = undefined;
  }

  dispose(): void {
    this.stop();
    this.disposables.dispose();
  }
}
