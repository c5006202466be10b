import type { Decision, Recommendation } from '../../core/policy/decision.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import type { Operation } from '../../core/scaling/operation.js';
import { isBlocked, type ServicePlan } from '../../core/scaling/plan.js';
import type { PlanFailure } from '../../core/scaling/planFailure.js';
import type { Stack } from '../../core/stack/stack.js';
import type { Disposable } from '../../util/disposable.js';
import type { LiveStore } from '../live/liveStore.js';
import type { OperationRunner } from './operationRunner.js';
import type { Planner } from './planner.js';

/** What came of acting alone. */
export type ActedAlone =
  | { readonly result: 'done'; readonly operation: Operation }
  | { readonly result: 'blocked'; readonly plan: ServicePlan }
  | { readonly result: 'failed'; readonly failure: PlanFailure };

const planMs = 20_000;

/**
 * Carries out what the schedule asks for without a person, where both the runbook file and the person's own setting let it: only up, once
 * an episode, and only by a plan that nothing blocks.
 */
export class ScheduleActor implements Disposable {
  private readonly acted = new Set<string>();
  private readonly listener: Disposable;
  private readonly end = new AbortController();
  private policies: LiveStore['state']['policies'] | undefined;

  constructor(
    private readonly store: LiveStore,
    private readonly planner: Planner,
    private readonly runner: OperationRunner,
    private readonly isAllowed: () => boolean,
    private readonly tell: (stack: Stack, result: ActedAlone) => void,
  ) {
    this.listener = store.onDidChange(({ policies }) => {
      if (policies === this.policies) return;
      this.policies = policies;
      this.look();
    });
  }

  private look(): void {
    const { snapshot, policies, runbooks } = this.store.state;
    if (!this.isAllowed()) return;
    for (const stack of snapshot?.stacks ?? []) {
      if (!runbookFor(stack, runbooks).schedule.actAlone) continue;
      for (const [serviceId, { decision }] of policies) {
        const due = serviceId.startsWith(`${stack.id}/`) ? dueNow(decision) : undefined;
        if (due && !this.acted.has(due.episode)) void this.act(stack, due);
      }
    }
  }

  private async act(stack: Stack, { service, from, target, episode }: Recommendation): Promise<void> {
    const { connection } = this.store.state;
    if (connection.phase !== 'connected') return;
    this.acted.add(episode);
    const planning = AbortSignal.any([this.end.signal, AbortSignal.timeout(planMs)]);
    const planned = await this.planner.scale(stack.id, service, target, planning);
    if (this.isOver()) return;
    if (!planned.ok) return void this.tell(stack, { result: 'failed', failure: planned.error });
    // Somebody was faster, and what was recommended is void: towards it may be down by now.
    if (planned.value.from !== from) return;
    if (isBlocked(planned.value)) return void this.tell(stack, { result: 'blocked', plan: planned.value });
    // The context that the recommendation is from, which need not be the one that is connected by now.
    const operation = await this.runner.run(planned.value, connection.context.name, this.end.signal);
    if (operation && !this.isOver()) this.tell(stack, { result: 'done', operation });
  }

  private isOver(): boolean {
    return this.end.signal.aborted;
  }

  dispose(): void {
    this.listener.dispose();
    this.end.abort();
  }
}

/** What the schedule asks for and is due; undefined where the load, not the schedule, asks, or the time has not come. */
function dueNow({ state, recommendation }: Decision): Recommendation | undefined {
  const isDue = state === 'scale-proactively' || state === 'scale-now';
  const isScheduled = recommendation?.reasons.some(({ reason }) => reason === 'schedule') === true;
  return isDue && isScheduled && recommendation.direction === 'up' && !recommendation.restartFirst
    ? recommendation
    : undefined;
}
