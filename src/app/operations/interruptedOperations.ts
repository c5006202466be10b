import { changedServiceIds, interruptedIn, interruptedOutcome } from '../../core/operation/interrupted.js';
import { isUnderWay, type Operation } from '../../core/operation/operation.js';
import { lockKey } from '../../core/operation/operationLock.js';
import type { Disposable } from '../../util/disposable.js';
import { messageOf } from '../../util/messageOf.js';
import type { EngineSession } from '../connection/engineSession.js';
import type { LiveStore } from '../live/liveStore.js';
import type { Clock, Log } from '../ports.js';
import type { ServiceLocks } from './ports.js';
import type { Journal } from './journal.js';

/** Another window that still carries one out is asked after again, but no more often. */
const betweenLooksMs = 15_000;
/** An engine that does not answer for so long is not waited for any more: it is asked when somebody else connects to it. */
const patienceMs = 10 * 60_000;

/**
 * Ends, in the journal, what began and is carried out by nobody any more: with the counts that the engine has, so that the two agree. It looks
 * whenever the engine of such an operation is connected, and wants a connection itself until it has looked. Whoever carries one out, in this
 * window or another, holds its services.
 */
export class InterruptedOperations implements Disposable {
  private readonly listener: Disposable;
  private readonly patience: Disposable;
  /** Operations of other contexts than the one that this window was connected to last. */
  private readonly elsewhere = new Set<string>();
  private isWanted = false;
  private lease: Disposable | undefined;
  private again: Disposable | undefined;
  private isPatient = true;
  private looking = false;
  private isOver = false;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly session: EngineSession,
    private readonly store: LiveStore,
    private readonly journal: Journal,
    private readonly locks: Pick<ServiceLocks, 'holderOf'>,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.patience = clock.after(patienceMs, () => {
      this.isPatient = false;
      this.follow();
    });
    this.listener = store.onDidChange(() => this.follow());
    this.follow();
  }

  private follow(): void {
    const open = this.open();
    const { connection } = this.store.state;
    if (connection.phase === 'connected')
      for (const { id, plan } of open) this.elsewhere[plan.context === connection.context.name ? 'delete' : 'add'](id);
    const isReached = connection.phase === 'connected' || this.isPatient;
    const wanted = isReached && open.some(({ id }) => !this.elsewhere.has(id));
    if (wanted !== this.isWanted) {
      this.isWanted = wanted;
      this.lease?.dispose();
      this.lease = undefined;
      // It tells of itself, and what comes of that comes here before it is known.
      const lease = wanted ? this.session.demand.acquire() : undefined;
      if (this.isWanted) this.lease = lease;
      else lease?.dispose();
    }
    void this.look();
  }

  /** Under way by the journal, and not carried out here. */
  private open(): readonly Operation[] {
    const { operations, own } = this.store.state;
    return this.isOver ? [] : operations.filter((operation) => isUnderWay(operation) && !own.has(operation.id));
  }

  private async look(): Promise<void> {
    const now = this.clock.monotonic();
    if (this.looking || now - this.lookedAt < betweenLooksMs || this.candidates().length === 0) return;
    this.looking = true;
    this.lookedAt = now;
    try {
      await this.endInterrupted();
    } catch (error) {
      this.log.warn(`What was interrupted could not be written down: ${messageOf(error)}`);
    } finally {
      this.looking = false;
    }
    this.again?.dispose();
    // Nothing else may happen by then that would make it look.
    this.again = this.candidates().length > 0 ? this.clock.after(betweenLooksMs, () => this.follow()) : undefined;
  }

  /** Of those the ones on the engine that is connected. */
  private candidates(): readonly Operation[] {
    const { connection, snapshot } = this.store.state;
    if (connection.phase !== 'connected' || !snapshot) return [];
    return this.open().filter(({ plan }) => plan.context === connection.context.name);
  }

  private async endInterrupted(): Promise<void> {
    const found = await this.nobodys(this.candidates());
    if (found.length === 0) return;
    // It may have ended in another window just now: whoever lets go of a service has written so before.
    await this.journal.readAgain();
    const listed = await this.session.current?.refreshAll();
    if (!listed?.ok) return;
    const ids = new Set(found.map(({ id }) => id));
    // Whoever has taken a service up since is not to find it ended.
    for (const operation of await this.nobodys(this.candidates().filter(({ id }) => ids.has(id)))) {
      const { snapshot } = this.store.state;
      if (!snapshot || this.isOver) return;
      const outcome = interruptedOutcome(operation, snapshot);
      await this.journal.record({ operation: operation.id, at: this.clock.now(), event: 'ended', outcome });
      this.log.info(`${operation.id}: found interrupted`);
    }
  }

  private async nobodys(operations: readonly Operation[]): Promise<readonly Operation[]> {
    const { connection } = this.store.state;
    if (connection.phase !== 'connected') return [];
    const held = new Set<string>();
    for (const operation of operations) {
      const keys = changedServiceIds(operation).map((serviceId) => lockKey(connection, serviceId));
      const holders = await Promise.all(keys.map((key) => this.locks.holderOf(key)));
      if (holders.some((holder) => holder !== undefined)) held.add(operation.id);
    }
    return interruptedIn(operations, ({ id }) => held.has(id));
  }

  dispose(): void {
    this.isOver = true;
    this.patience.dispose();
    this.again?.dispose();
    this.lease?.dispose();
    this.listener.dispose();
  }
}
