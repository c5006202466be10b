import type { Decision } from '../../../core/policy/decision.js';
import { runbookFor } from '../../../core/runbook/bundledRunbook.js';
import type { Operation } from '../../../core/operation/operation.js';
import { underOperation } from '../../../core/operation/run/underOperation.js';
import { blockingGuards, type OperationPlan, type ServiceCounts } from '../../../core/operation/plan/operationPlan.js';
import type { StartRefusal } from '../../../core/operation/plan/startRefusal.js';
import type { Guard } from '../../../core/scaling/guards/guard.js';
import type { PlanFailure } from '../../../core/scaling/planFailure.js';
import type { Stack } from '../../../core/stack/stack.js';
import type { Disposable } from '../../../util/disposable.js';
import type { LiveStore } from '../../live/liveStore.js';
import { messageOf } from '../../../util/messageOf.js';
import type { Clock, Log } from '../../ports.js';
import type { RememberedKeys } from '../../rememberedKeys.js';
import type { Operations } from '../operations.js';
import { countIn } from '../../../core/operation/run/countIn.js';

/** What came of acting alone. What was asked for, by Compose name, is with whatever a person may want to do instead. */
export type ActedAlone =
  | { readonly result: 'done'; readonly operation: Operation }
  | { readonly result: 'blocked'; readonly plan: OperationPlan; readonly counts: ServiceCounts }
  | { readonly result: 'failed'; readonly failure: PlanFailure; readonly counts: ServiceCounts }
  | { readonly result: 'refused'; readonly refusal: StartRefusal; readonly counts: ServiceCounts };

const planMs = 20_000;
/** What something that passes stood in the way of is tried again after this. */
const againMs = 60_000;

/** What the schedule asks for of one service, and nothing that the load asks for besides. */
interface Due {
  readonly service: string;
  readonly from: number;
  readonly target: number;
  /** The Docker context's name. */
  readonly context: string;
  /** One for each time that something scheduled happens. */
  readonly key: string;
}

/**
 * Carries out what the schedule asks for without a person, where both the runbook file and the person's own setting let it: only up, to the
 * scheduled count, once each time that it is due, and only by a plan that nothing blocks. What a person changes afterwards stays. What falls
 * due while an operation is at work on the stack, or while there can be no plan or no beginning, is seen to afterwards, if it is due still.
 */
export class ScheduleActor implements Disposable {
  private readonly listener: Disposable;
  private readonly end = new AbortController();
  private policies: LiveStore['state']['policies'] | undefined;
  /** By key, what was put off: when to try it again, by the monotonic clock. */
  private readonly later = new Map<string, number>();
  /** Keys of what is seen to at this moment. */
  private readonly atIt = new Set<string>();
  /** Keys of which it was told that they wait: each once, however often they are tried. */
  private readonly toldOf = new Set<string>();

  constructor(
    private readonly store: LiveStore,
    private readonly operations: () => Promise<Pick<Operations, 'planner' | 'runner'>>,
    private readonly clock: Clock,
    private readonly acted: RememberedKeys,
    private readonly isAllowed: () => boolean,
    private readonly tell: (stack: Stack, result: ActedAlone) => void,
    private readonly log: Log,
  ) {
    this.listener = store.onDidChange(({ policies }) => {
      if (policies === this.policies) return;
      this.policies = policies;
      this.look();
    });
  }

  private look(): void {
    const { snapshot, policies, runbooks, connection, operations } = this.store.state;
    if (!this.isAllowed() || connection.phase !== 'connected') return;
    const { name } = connection.context;
    const { stacks } = underOperation(operations, name);
    const now = this.clock.now();
    for (const stack of snapshot?.stacks ?? []) {
      if (!runbookFor(stack, runbooks).schedule.actAlone || stacks.has(stack.id)) continue;
      for (const [serviceId, { decision }] of policies) {
        const due = serviceId.startsWith(`${stack.id}/`) ? dueOf(decision, now, name) : undefined;
        if (due && this.isToDo(due)) void this.seeTo(stack, due);
      }
    }
  }

  private isToDo({ key }: Due): boolean {
    if (this.atIt.has(key) || this.acted.has(key)) return false;
    return (this.later.get(key) ?? -Infinity) <= this.clock.monotonic();
  }

  private async seeTo(stack: Stack, due: Due): Promise<void> {
    const { key } = due;
    this.atIt.add(key);
    try {
      await this.act(stack, due);
    } catch (error) {
      this.putOff(key);
      this.log.warn(`What the schedule asks of ${due.service} could not be seen to: ${messageOf(error)}`);
    } finally {
      this.atIt.delete(key);
    }
  }

  private async act(stack: Stack, { key, context, service, from, target }: Due): Promise<void> {
    const planning = AbortSignal.any([this.end.signal, AbortSignal.timeout(planMs)]);
    const { planner, runner } = await this.operations();
    const counts: ServiceCounts = { [service]: target };
    const request = { kind: 'schedule', stackId: stack.id, counts } as const;
    const planned = await planner.operation(request, planning);
    if (this.isOver()) return;
    const { connection } = this.store.state;
    // It is another one by now, and what failed was that it changed.
    if (connection.phase === 'idle' || connection.context.name !== context) return void this.putOff(key);
    if (!planned.ok) return void this.waitFor(stack, key, { result: 'failed', failure: planned.error, counts });
    const plan = planned.value;
    // Somebody was faster, and what was recommended is void: towards it may be down by now.
    if (countIn(plan.before, service) !== from || plan.context !== context) return void this.putOff(key);
    const blocking = blockingGuards(plan);
    if (blocking.some(({ guard }) => isAtWork(guard))) return void this.putOff(key);
    // From here on it counts as done, whatever comes of it: what is begun twice is worse than what is missed.
    this.acted.add(key);
    if (blocking.length > 0) return void this.tell(stack, { result: 'blocked', plan, counts });
    // When the window closes it is not cancelled, but left for the next one: that is the runner's to do.
    const begun = new Set<string>();
    const ran = await runner.run(plan, [], new AbortController().signal, (id) => void begun.add(id));
    if (ran.ok) return this.isOver() ? undefined : void this.tell(stack, { result: 'done', operation: ran.value });
    const { error: refusal } = ran;
    // Without a word of the beginning it may have begun nevertheless.
    if (refusal.reason !== 'closed' && begun.size === 0) this.acted.forget(key);
    if (this.isOver() || refusal.reason === 'closed') return;
    if (begun.size > 0) return void this.tell(stack, { result: 'refused', refusal, counts });
    if (refusal.reason === 'busy' || refusal.reason === 'context') return void this.putOff(key);
    this.waitFor(stack, key, { result: 'refused', refusal, counts });
  }

  private waitFor(stack: Stack, key: string, why: ActedAlone): void {
    this.putOff(key);
    if (this.toldOf.has(key)) return;
    this.toldOf.add(key);
    this.tell(stack, why);
  }

  private putOff(key: string): void {
    this.later.set(key, this.clock.monotonic() + againMs);
  }

  private isOver(): boolean {
    return this.end.signal.aborted;
  }

  dispose(): void {
    this.listener.dispose();
    this.end.abort();
  }
}

/** Somebody is at work on the service, which passes; replicas that end again and again do not. */
const isAtWork = (guard: Guard): boolean => guard.guard === 'changing' && guard.found !== 'restarting';

/** Undefined where the load, not the schedule, asks, or the time has not come. */
function dueOf({ state, recommendation }: Decision, now: number, context: string): Due | undefined {
  if (state !== 'scale-proactively' && state !== 'scale-now') return undefined;
  if (recommendation?.direction !== 'up' || recommendation.restartFirst) return undefined;
  const { serviceId, service, from, reasons } = recommendation;
  const due = reasons.flatMap((reason) =>
    reason.reason === 'schedule' && reason.dueAt !== undefined && reason.dueAt <= now ? [reason] : [],
  );
  const [most] = due.sort((a, b) => b.count - a.count);
  // The guards have cut the recommendation, and cut the schedule with it.
  const target = Math.min(recommendation.target, most?.count ?? 0);
  const key = `${context} ${serviceId} ${most?.title ?? ''} ${most?.at ?? ''}`;
  return most && target > from ? { service, from, target, context, key } : undefined;
}
