import type { ChecklistRun } from '../../core/checklist/run.js';
import { allGuards, type PlannedGuard } from '../../core/operation/plan/operationPlan.js';
import type { Disposable } from '../../util/disposable.js';
import type { Planner } from '../operations/planner.js';
import type { Clock } from '../ports.js';

/** What a plan says of the machine and of the database holds for so long. */
const everyMs = 60_000;

/** Makes the plan that a run is about now and then, for what its guards say; carries nothing out. */
export class PlanGuards implements Disposable {
  private found: readonly PlannedGuard[] | undefined;
  private askedFor: string | undefined;
  private askedAt = -Infinity;
  private readonly end = new AbortController();

  constructor(
    private readonly planner: () => Promise<Pick<Planner, 'operation'>>,
    private readonly clock: Clock,
    private readonly changed: () => void,
  ) {}

  get guards(): readonly PlannedGuard[] | undefined {
    return this.found;
  }

  /** Asks where it was not asked lately, or was asked for another target. */
  want({ subject }: ChecklistRun, present: number | undefined): void {
    const { stackId, service, target } = subject;
    if (target === undefined || service === '') return;
    const asked = `${stackId} ${service} ${present ?? ''} ${target}`;
    if (asked === this.askedFor && this.clock.monotonic() - this.askedAt < everyMs) return;
    this.askedFor = asked;
    this.askedAt = this.clock.monotonic();
    void this.ask(stackId, service, target);
  }

  private async ask(stackId: string, service: string, target: number): Promise<void> {
    const request = { kind: 'scale', stackId, counts: { [service]: target } } as const;
    try {
      const plan = await (await this.planner()).operation(request, this.end.signal);
      this.found = plan.ok ? allGuards(plan.value) : undefined;
    } catch {
      // What could not be asked is not known.
      this.found = undefined;
    }
    if (!this.end.signal.aborted) this.changed();
  }

  dispose(): void {
    this.end.abort();
  }
}
