import type { Disposable } from '../../util/disposable.js';
import type { LiveStore } from '../live/liveStore.js';
import type { ReplicaMoment } from '../../core/dashboard/past.js';

const keptMs = 60 * 60_000;
/** Readings that come faster than this add nothing that a chart of an hour could show. */
const leastStepMs = 4_000;
/** Old moments go by the dozen, so that not every reading moves an hour of them. */
const slack = 60;

/**
 * What every replica used in the last hour, as it was read for whoever looked: it asks nobody itself. It grows with the replicas and with nothing else,
 * and forgets a replica that has been gone for an hour.
 */
export class ReplicaHistory implements Disposable {
  private readonly replicas = new Map<string, ReplicaMoment[]>();
  private readonly listener: Disposable;
  private seen: unknown;
  private sweptAt = 0;

  constructor(private readonly store: LiveStore) {
    this.listener = store.onDidChange(() => this.take());
  }

  ofReplica(replicaId: string): readonly ReplicaMoment[] {
    return this.replicas.get(this.keyOf(replicaId)) ?? [];
  }

  private take(): void {
    const { readings } = this.store.state;
    if (readings === this.seen) return;
    this.seen = readings;
    let newest = 0;
    for (const [id, { at, cpuPercent, memoryPercent }] of readings) {
      newest = Math.max(newest, at);
      const moments = this.replicas.get(this.keyOf(id)) ?? [];
      const last = moments.at(-1);
      if (last && at - last.at < leastStepMs) continue;
      moments.push({ at, cpuPercent, memoryPercent });
      this.replicas.set(this.keyOf(id), moments);
      if ((moments[slack]?.at ?? Infinity) < at - keptMs) moments.splice(0, slack);
    }
    if (newest - this.sweptAt > keptMs / 60) this.sweep(newest);
  }

  private sweep(now: number): void {
    this.sweptAt = now;
    for (const [key, moments] of this.replicas)
      if ((moments.at(-1)?.at ?? -Infinity) < now - keptMs) this.replicas.delete(key);
  }

  /** Replicas of the same name on another context are others. */
  private keyOf(replicaId: string): string {
    const { connection } = this.store.state;
    return `${connection.phase === 'idle' ? '' : connection.context.name}|${replicaId}`;
  }

  dispose(): void {
    this.listener.dispose();
  }
}
