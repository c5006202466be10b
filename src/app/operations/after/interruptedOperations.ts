import { comesToRestAfterMs, lastToldAt } from '../../../core/operation/run/comingToRest.js';
import { foundOut } from '../../../core/operation/run/foundOut.js';
import { changedServiceIds, interruptedIn } from '../../../core/operation/run/interrupted.js';
import { isUnderWay, type Operation } from '../../../core/operation/operation.js';
import { lockKey } from '../../../core/operation/operationLock.js';
import type { Disposable } from '../../../util/disposable.js';
import { Emitter } from '../../../util/event.js';
import { messageOf } from '../../../util/messageOf.js';
import type { EngineSession } from '../../connection/engineSession.js';
import type { LiveStore } from '../../live/liveStore.js';
import { pause } from '../../pause.js';
import type { Clock, Log } from '../../ports.js';
import { endAfterwards } from './endAfterwards.js';
import type { ServiceLocks } from '../ports.js';
import type { Journal } from '../journal.js';

/** Another window that still carries one out is asked after again, but no more often. */
const betweenLooksMs = 15_000;
/** How often it is looked whether the engine has come to rest. */
const lookEveryMs = 250;

/**
 * Ends, in the journal, what began and is carried out by nobody any more: with what the engine has done of it and the counts that it has, so that
 * the two agree. It looks whenever the engine of such an operation is connected. Whoever carries one out, in this window or another, holds its services.
 */
export class InterruptedOperations implements Disposable {
  private readonly listener: Disposable;
  private readonly end = new AbortController();
  private readonly ended = new Emitter<Operation>();
  /** Told of each that was ended here, with its outcome. */
  readonly onDidEnd = this.ended.event;
  private again: Disposable | undefined;
  private looking = false;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly session: EngineSession,
    private readonly store: LiveStore,
    private readonly journal: Journal,
    private readonly locks: Pick<ServiceLocks, 'holderOf'>,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.listener = store.onDidChange(() => void this.look());
    void this.look();
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
    this.again = this.candidates().length > 0 ? this.clock.after(betweenLooksMs, () => void this.look()) : undefined;
  }

  /** Under way by the journal, on the engine that is connected, and not carried out here. */
  private candidates(): readonly Operation[] {
    const { connection, snapshot, operations, own } = this.store.state;
    if (connection.phase !== 'connected' || !snapshot || this.end.signal.aborted) return [];
    return operations.filter(
      (operation) =>
        isUnderWay(operation) && operation.plan.context === connection.context.name && !own.has(operation.id),
    );
  }

  private async endInterrupted(): Promise<void> {
    const found = await this.nobodys(this.candidates());
    if (found.length === 0) return;
    await Promise.all(found.map((operation) => this.restOf(operation)));
    if (this.end.signal.aborted) return;
    // It may have ended in another window just now: whoever lets go of a service has written so before.
    await this.journal.readAgain();
    const listed = await this.session.current?.refreshAll();
    if (!listed?.ok) return;
    const ids = new Set(found.map(({ id }) => id));
    // Whoever has taken a service up since is not to find it ended.
    for (const operation of await this.nobodys(this.candidates().filter(({ id }) => ids.has(id))))
      await this.close(operation);
  }

  /** Waits until the engine has come to the end of what it was asked for: what was written down before that would not stay true. */
  private async restOf(operation: Operation): Promise<void> {
    const { clock, store } = this;
    // A clock that was set back since makes nobody wait longer.
    const silentMs = Math.max(0, clock.now() - lastToldAt(operation));
    const lookedFrom = clock.monotonic();
    while (!this.end.signal.aborted && store.state.snapshot) {
      const passedMs = silentMs + clock.monotonic() - lookedFrom;
      if (passedMs >= comesToRestAfterMs(operation, store.state.snapshot)) return;
      await pause(clock, lookEveryMs, this.end.signal);
    }
  }

  private async close(operation: Operation): Promise<void> {
    const { snapshot } = this.store.state;
    if (!snapshot || this.end.signal.aborted) return;
    const result = await endAfterwards(operation, foundOut(operation, snapshot), snapshot, this.journal, this.clock);
    this.log.info(`${operation.id}: found ${result}`);
    const ended = this.journal.find(operation.id);
    if (ended) this.ended.fire(ended);
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
    this.end.abort();
    this.again?.dispose();
    this.listener.dispose();
    this.ended.dispose();
  }
}
