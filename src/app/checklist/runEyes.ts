import { afterSeen, itemOf, withItem } from '../../core/checklist/applyRunEvent.js';
import { byPlan, lookAt } from '../../core/checklist/checks/lookAt.js';
import type { Finding } from '../../core/checklist/checks/finding.js';
import type { RunGround } from '../../core/checklist/checks/ground.js';
import type { Task } from '../../core/checklist/document.js';
import type { ChecklistRun, Seen } from '../../core/checklist/run.js';
import type { RunEvent } from '../../core/checklist/runEvent.js';
import type { LiveState } from '../../core/live/liveState.js';
import { findStack, presentCount } from '../../core/stack/stack.js';
import { DisposableStore, type Disposable } from '../../util/disposable.js';
import type { LiveStore } from '../live/liveStore.js';
import type { Clock } from '../ports.js';
import type { PlanGuards } from './planGuards.js';
import { runGround, type IsTold } from './runGround.js';

/** At most so often, ms. */
const pauseMs = 1000;

export interface EyesNeeds {
  readonly store: LiveStore;
  readonly clock: Clock;
  readonly guards: PlanGuards;
  /** Its items outside of closed stages, as they are in the text now. */
  readonly openTasks: (run: ChecklistRun) => readonly Task[];
  readonly isTold: IsTold;
  readonly words: (finding: Finding, ground: RunGround, now: number) => string;
  readonly record: (event: RunEvent) => Promise<void>;
}

/** Nothing has changed that a machine looks at. */
const isSame = (state: LiveState, before: LiveState | undefined): boolean =>
  before !== undefined &&
  (['connection', 'snapshot', 'policies', 'operations', 'verifications', 'runbooks'] as const).every(
    (part) => state[part] === before[part],
  );

/** Looks at what a machine can see of one run, whenever something has changed, for as long as somebody looks at it. */
export class RunEyes implements Disposable {
  private readonly own = new DisposableStore();
  private timer: Disposable | undefined;
  private isLooking = false;
  /** How often somebody wanted a look. */
  private asked = 0;
  private isOver = false;
  private looked: LiveState | undefined;
  private lookedRun: ChecklistRun | undefined;

  constructor(
    private readonly id: string,
    private readonly needs: EyesNeeds,
  ) {
    this.own.add(needs.store.onDidChange((state) => (this.isAsLooked(state) ? undefined : this.soon())));
    this.soon(0);
  }

  /** Looks again within a second. */
  soon(waitMs = pauseMs): void {
    this.asked += 1;
    if (this.isOver || this.isLooking) return;
    this.timer ??= this.needs.clock.after(waitMs, () => void this.look());
  }

  private hasEnded(): boolean {
    return this.isOver;
  }

  private get run(): ChecklistRun | undefined {
    return this.needs.store.state.checklistRuns.find(({ id }) => id === this.id);
  }

  private isAsLooked(state: LiveState): boolean {
    const { run, lookedRun } = this;
    const isSameRun = run?.closed === lookedRun?.closed && run?.subject === lookedRun?.subject;
    return isSameRun && isSame(state, this.looked);
  }

  private async look(): Promise<void> {
    this.timer = undefined;
    this.isLooking = true;
    const { asked } = this;
    this.looked = this.needs.store.state;
    this.lookedRun = this.run;
    try {
      await this.lookAtAll();
    } finally {
      this.isLooking = false;
    }
    if (this.asked !== asked) this.soon();
  }

  private async lookAtAll(): Promise<void> {
    const { run, needs } = this;
    if (!run || run.endedAt !== undefined) return;
    const now = needs.clock.now();
    const tasks = needs.openTasks(run).filter(({ binding }) => binding.check.length + binding.when.length > 0);
    // Once an operation has begun, a plan would be of something else.
    const isPlanned =
      run.subject.operation === undefined && tasks.some(({ binding }) => binding.check.some((id) => byPlan.has(id)));
    if (isPlanned) needs.guards.want(run, this.presentOf(run));
    const ground = runGround(run, needs.store.state, now, { guards: needs.guards.guards, isTold: needs.isTold });
    if (!ground) return;
    let shown = run;
    for (const task of tasks) {
      const finding = lookAt(task.binding, ground);
      if (!finding) continue;
      const seen: Seen = { verdict: finding.verdict, evidence: needs.words(finding, ground, now), at: now };
      const before = itemOf(shown, task.id).seen;
      if (before?.verdict === seen.verdict && before.evidence === seen.evidence) continue;
      if (before?.verdict === seen.verdict) {
        // Only the figures are others: that is shown and not written down.
        shown = withItem(shown, task.id, (item) => afterSeen(item, seen));
        continue;
      }
      this.show(shown);
      await this.write({ run: run.id, at: now, event: 'item-seen', item: task.id, seen });
      if (this.hasEnded()) return;
      shown = this.run ?? shown;
    }
    this.show(shown);
  }

  private presentOf({ subject }: ChecklistRun): number | undefined {
    const { snapshot } = this.needs.store.state;
    const stack = snapshot && findStack(snapshot, subject.stackId);
    const service = stack?.services.find(({ name }) => name === subject.service);
    return service && presentCount(service);
  }

  private async write(event: RunEvent): Promise<void> {
    try {
      await this.needs.record(event);
    } catch {
      // What cannot be kept does not show: the item stays as it was, and is looked at again with the next change.
    }
  }

  private show(changed: ChecklistRun): void {
    const { store } = this.needs;
    const { checklistRuns } = store.state;
    const known = this.run;
    if (known && known !== changed)
      store.update({ checklistRuns: checklistRuns.map((run) => (run === known ? changed : run)) });
  }

  dispose(): void {
    this.isOver = true;
    this.timer?.dispose();
    this.own.dispose();
  }
}
