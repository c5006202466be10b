import { blockOnTheWay } from '../../../core/operation/plan/blockOnTheWay.js';
import type { OperationProblem } from '../../../core/operation/operation.js';
import type { OperationPlan, ServiceCounts } from '../../../core/operation/plan/operationPlan.js';
import { isChanging } from '../../../core/operation/stage.js';
import { ElapsedTime } from '../../elapsedTime.js';
import type { Clock } from '../../ports.js';
import type { OperationParts } from '../operationParts.js';
import type { Planner } from '../planner.js';

const lookMs = 20_000;
/** What was found this long ago is still so, as it is of a plan that is started. */
const freshMs = 60_000;

/**
 * Looks, on the way of an operation that takes longer than its plan holds, whether something stands in its way by now: the machine may be full, or
 * business may have begun.
 */
export class StageGuards {
  private readonly elapsed: ElapsedTime;
  private lookedMs = 0;

  constructor(
    private readonly id: string,
    private readonly plan: OperationPlan,
    private readonly planner: Pick<Planner, 'guardsOf'>,
    private readonly textOf: OperationParts['guardText'],
    clock: Clock,
  ) {
    this.elapsed = new ElapsedTime(clock);
  }

  /** What keeps a stage, and those that go side by side with it, from being begun. Within seconds, and at most once a minute. */
  async before(index: number, signal: AbortSignal): Promise<OperationProblem | undefined> {
    const counts = this.countsFrom(index);
    // The way back is never barred by what came up on the way.
    if (this.plan.kind === 'undo' || Object.keys(counts).length === 0) return undefined;
    if (this.elapsed.ms - this.lookedMs < freshMs) return undefined;
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(lookMs)]);
    const found = await this.planner.guardsOf(this.plan.stackId, counts, this.id, bounded);
    if (signal.aborted) return { reason: 'cancelled' };
    // An engine that does not answer is what the stage itself comes upon.
    if (!found.ok) return undefined;
    this.lookedMs = this.elapsed.ms;
    const block = blockOnTheWay(this.plan, found.value);
    return block && { reason: 'guard', sentence: this.textOf(block, this.plan.services.length > 1) };
  }

  /** What the stages from here to the next wait lead to. */
  private countsFrom(index: number): ServiceCounts {
    const ahead = this.plan.stages.slice(index);
    const wait = ahead.findIndex((stage) => !isChanging(stage));
    const now = wait < 0 ? ahead : ahead.slice(0, wait);
    return Object.fromEntries(now.flatMap((stage) => (stage.stage === 'scale' ? [[stage.service, stage.to]] : [])));
  }
}
