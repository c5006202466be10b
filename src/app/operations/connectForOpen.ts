import { isUnderWay } from '../../core/operation/operation.js';
import type { Disposable } from '../../util/disposable.js';
import type { Demand } from '../live/demand.js';
import type { LiveStore } from '../live/liveStore.js';
import type { Clock } from '../ports.js';

/** An engine that does not answer for so long is not waited for any more: it is asked when somebody else connects to it. */
const patienceMs = 10 * 60_000;

/**
 * Wants a connection while the journal has something under way that this window does not carry out, though nobody looks: until that has been
 * ended, or turns out to be on another engine than this window's.
 */
export class ConnectForOpen implements Disposable {
  private readonly listener: Disposable;
  private readonly patience: Disposable;
  /** Operations of other contexts than the one that this window was connected to last. */
  private readonly elsewhere = new Set<string>();
  private isPatient = true;
  private isWanted = false;
  private lease: Disposable | undefined;

  /** @param demand of the session */
  constructor(
    private readonly demand: Demand,
    private readonly store: LiveStore,
    clock: Clock,
  ) {
    this.patience = clock.after(patienceMs, () => {
      this.isPatient = false;
      this.follow();
    });
    this.listener = store.onDidChange(() => this.follow());
    this.follow();
  }

  private follow(): void {
    const { operations, own, connection } = this.store.state;
    const open = operations.filter((operation) => isUnderWay(operation) && !own.has(operation.id));
    if (connection.phase === 'connected')
      for (const { id, plan } of open) this.elsewhere[plan.context === connection.context.name ? 'delete' : 'add'](id);
    const isReached = connection.phase === 'connected' || this.isPatient;
    this.want(isReached && open.some(({ id }) => !this.elsewhere.has(id)));
  }

  private want(wanted: boolean): void {
    if (wanted === this.isWanted) return;
    this.isWanted = wanted;
    this.lease?.dispose();
    this.lease = undefined;
    // It tells of itself, and what comes of that comes here before it is known.
    const lease = wanted ? this.demand.acquire() : undefined;
    if (this.isWanted) this.lease = lease;
    else lease?.dispose();
  }

  dispose(): void {
    this.listener.dispose();
    this.patience.dispose();
    this.lease?.dispose();
  }
}
