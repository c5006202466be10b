import { isUnderWay, type Operation, type OperationProblem, type Override } from '../../../core/operation/operation.js';
import { allDone } from '../../../core/operation/run/foundOut.js';
import { countsNow } from '../../../core/operation/run/countsNow.js';
import { lockKey } from '../../../core/operation/operationLock.js';
import type { OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import { isChanging } from '../../../core/operation/stage.js';
import type { StartRefusal } from '../../../core/operation/plan/startRefusal.js';
import type { Disposable } from '../../../util/disposable.js';
import { Emitter } from '../../../util/event.js';
import { messageOf } from '../../../util/messageOf.js';
import { fail, ok, type Result } from '../../../util/result.js';
import { endAfterwards } from '../after/endAfterwards.js';
import type { HeldLocks } from '../ports.js';
import { measure } from './measure.js';
import type { OperationParts } from '../operationParts.js';
import { OperationRun } from './operationRun.js';
import { underWayKey } from '../after/pendingWork.js';

/** Runs plans that a person has confirmed, from the journal's first line to its last. */
export class OperationRunner implements Disposable {
  private readonly running = new Map<string, AbortController>();
  private readonly over = new AbortController();
  private readonly started = new Emitter<Operation>();
  private readonly ended = new Emitter<Operation>();
  readonly onDidStart = this.started.event;
  readonly onDidEnd = this.ended.event;

  constructor(private readonly parts: OperationParts) {}

  /** Lets what was begun end, and begins nothing more. False when it does not run here. */
  cancel(id: string): boolean {
    const abort = this.running.get(id);
    if (!abort) return false;
    this.mark(id, 'cancelling');
    abort.abort();
    return true;
  }

  /**
   * Ends one as done that was interrupted and of which nothing is left to do, so that it is offered no more; any other stays as it is. For whoever
   * found nothing to resume. Rejects when that could not be kept.
   */
  async endIfDone(id: string): Promise<void> {
    const { journal, store, clock, connections } = this.parts;
    const { snapshot } = store.state;
    const operation = journal.find(id);
    if (operation?.outcome?.result !== 'interrupted' || !snapshot) return;
    const lines = allDone(operation, snapshot);
    if (!lines) return;
    await endAfterwards(operation, lines, snapshot, journal, clock);
    const { plan } = operation;
    for (const stage of plan.stages) if (stage.stage === 'set-connections') await connections.forget(plan, stage);
  }

  /**
   * Ends with the operation's outcome; a refusal means that nothing was done.
   *
   * @param onBegun told of its id once it is in the journal
   */
  async run(
    plan: OperationPlan,
    overrides: readonly Override[],
    signal: AbortSignal,
    onBegun: (id: string) => void = () => undefined,
  ): Promise<Result<Operation, StartRefusal>> {
    const { store, needs } = this.parts;
    const { connection } = store.state;
    if (connection.phase !== 'connected' || connection.context.name !== plan.context)
      return fail({ reason: 'context' });
    const held = await this.acquire(plan, (serviceId) => lockKey(connection, serviceId));
    if (!held.ok) return held;
    const leases = [this.parts.session.demand, ...needs].map((demand) => demand.acquire());
    try {
      return await this.runHeld(plan, overrides, held.value, signal, onBegun);
    } finally {
      for (const lease of leases) lease.dispose();
      await held.value.release();
    }
  }

  /** The services that the plan changes, for this window alone. */
  private async acquire(
    plan: OperationPlan,
    keyOf: (serviceId: string) => string,
  ): Promise<Result<HeldLocks, StartRefusal>> {
    const { locks, window } = this.parts;
    const services = new Map(plan.stages.filter(isChanging).map((stage) => [stage.serviceId, stage.title]));
    try {
      const held = await locks.acquire([...services.keys()].map(keyOf), window);
      if (held.ok) return held;
      const title = [...services].find(([serviceId]) => keyOf(serviceId) === held.error.key)?.[1] ?? '';
      return fail({ reason: 'busy', title, holder: held.error.holder });
    } catch (error) {
      // The disk is full, or is not ours to write on.
      return fail({ reason: 'locks', detail: messageOf(error) });
    }
  }

  private async runHeld(
    plan: OperationPlan,
    overrides: readonly Override[],
    held: HeldLocks,
    signal: AbortSignal,
    onBegun: (id: string) => void,
  ): Promise<Result<Operation, StartRefusal>> {
    const { journal, store, memory, clock, who, log } = this.parts;
    if (this.isOver()) return fail({ reason: 'closed' });
    const id = globalThis.crypto.randomUUID();
    const before = measure(store.state, plan.stackId, undefined, clock.now());
    // Before the journal has it: what is under way there, and here by nobody, counts as interrupted.
    this.mark(id, 'running');
    await memory
      .set(underWayKey, 'yes')
      .catch((error: unknown) => log.warn(`It is not kept in mind: ${messageOf(error)}`));
    try {
      const at = clock.now();
      const { kind, refersTo } = plan;
      // What is gone on with is not offered again.
      const continued = kind === 'resume' && refersTo !== undefined ? [{ operation: refersTo, as: id }] : [];
      await journal.record(
        { event: 'started', operation: id, at, by: who, plan, overrides, before },
        ...continued.map((one) => ({ ...one, event: 'continued', at }) as const),
      );
    } catch (error) {
      this.mark(id, undefined);
      return fail({ reason: 'journal', detail: messageOf(error) });
    }
    const abort = new AbortController();
    this.running.set(id, abort);
    try {
      const begun = journal.find(id);
      if (begun) this.started.fire(begun);
      onBegun(id);
      const over = this.over.signal;
      const stop = AbortSignal.any([signal, abort.signal, over]);
      if (begun) await this.timeBefore(begun, stop);
      const run = new OperationRun(id, plan, this.parts, held, over);
      const problem = await run.carryOut(stop);
      await this.close(id, plan, problem);
      const operation = journal.find(id);
      // Nobody stopped it: what there is of it is for the next window to find out, and to offer.
      if (this.isOver() && !operation?.outcome) return fail({ reason: 'closed' });
      if (!operation || isUnderWay(operation)) return fail({ reason: 'end-unkept' });
      log.info(`Operation ${id}: ${operation.outcome?.result ?? ''}`);
      // While it is still this window's own: what comes after it is taken up before it is nobody's.
      this.ended.fire(operation);
      return ok(operation);
    } finally {
      this.running.delete(id);
      this.mark(id, undefined);
    }
  }

  /** Before anything changes: afterwards nobody could tell any more. */
  private async timeBefore(operation: Operation, signal: AbortSignal): Promise<void> {
    const { journal, clock, log, timesBefore } = this.parts;
    const times = await timesBefore(operation, signal);
    if (times.length === 0 || this.isOver()) return;
    try {
      await journal.record({ event: 'timed', operation: operation.id, at: clock.now(), times });
    } catch (error) {
      log.warn(`The times before operation ${operation.id} could not be written down: ${messageOf(error)}`);
    }
  }

  private async close(id: string, plan: OperationPlan, problem: OperationProblem | undefined): Promise<void> {
    const { journal, store, session, clock, log } = this.parts;
    const listed = await session.current?.refreshAll();
    if (this.isOver()) return;
    const { snapshot } = store.state;
    const counts = listed?.ok && snapshot ? countsNow(snapshot, plan) : {};
    const after = listed?.ok ? measure(store.state, plan.stackId, undefined, clock.now()) : undefined;
    const result = problem === undefined ? 'done' : resultOf[problem.reason];
    try {
      await journal.record({
        event: 'ended',
        operation: id,
        at: clock.now(),
        outcome: { result, problem, counts, after },
      });
    } catch (error) {
      log.warn(`The end of operation ${id} could not be written down: ${messageOf(error)}`);
    }
  }

  private mark(id: string, state: 'running' | 'cancelling' | undefined): void {
    const { store } = this.parts;
    const others = [...store.state.own].filter(([other]) => other !== id);
    store.update({ own: new Map(state ? [...others, [id, state]] : others) });
  }

  private isOver(): boolean {
    return this.over.signal.aborted;
  }

  /** Begins nothing more and writes nothing more: an operation that is under way stays so in the journal. */
  dispose(): void {
    this.over.abort();
    this.started.dispose();
    this.ended.dispose();
  }
}

const resultOf = {
  change: 'failed',
  busy: 'failed',
  connections: 'failed',
  journal: 'failed',
  worse: 'stopped',
  blind: 'stopped',
  guard: 'stopped',
  interrupted: 'interrupted',
  cancelled: 'cancelled',
} as const satisfies Record<OperationProblem['reason'], string>;
