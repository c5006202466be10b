import type { TaskAnswer } from './swarmAnswers.js';
import { hasFailed, isMeant, replicaStateOf } from './taskStates.js';
import type { ServiceTimes } from './updateService.js';

/** A crash at start takes a moment; the health of a task on another node is not told. */
const SETTLE_MS = 3000;
/** A node that is missing may be just coming back. */
const UNPLACED_MS = 12_000;
/** A Swarm tries again without end; by then it is not chance. */
const FAILURES = 3;
const SLACK_MS = 60_000;
/** An image may be large. */
const PULL_MS = 10 * 60_000;
const NS_PER_MS = 1_000_000;
const DEFAULT_CHECK_MS = 30_000;
const DEFAULT_GRACE_MS = 10_000;

export interface TaskGoal {
  readonly from: number;
  readonly to: number;
  /** Each task is to be another one than before. */
  readonly replaces?: true | undefined;
  readonly times: ServiceTimes;
  /** The tasks that there were before the change. */
  readonly before: readonly TaskAnswer[];
}

export type TasksSeen =
  | { readonly state: 'settled' | 'waiting' }
  /** `why` is the end of a sentence, with Docker's own words. */
  | { readonly state: 'stuck'; readonly why: string };

/** Judges, look after look, how far a service is on its way to its count. */
export class TaskProgress {
  private readonly oldFailures: ReadonlySet<string>;
  /** Ids of tasks that do not count. */
  private readonly replaced: ReadonlySet<string>;
  private mostReached = -1;
  private reachedAtMs = 0;
  private settlesSinceMs: number | undefined;
  private unplacedSinceMs: number | undefined;

  constructor(private readonly goal: TaskGoal) {
    this.oldFailures = new Set(goal.before.filter(hasFailed).map(({ ID }) => ID));
    this.replaced = new Set(goal.replaces ? goal.before.map(({ ID }) => ID) : []);
  }

  look(tasks: readonly TaskAnswer[], nowMs: number): TasksSeen {
    const { to, from, replaces } = this.goal;
    const isGain = to > from || replaces === true;
    const meant = tasks.filter(isMeant);
    const running = meant.filter((task) => replicaStateOf(task) === 'running' && !this.replaced.has(task.ID)).length;
    const going = tasks.filter((task) => replicaStateOf(task) === 'removing').length;
    const isReached = running === to && meant.length === to && going === 0;
    this.settlesSinceMs = isReached ? (this.settlesSinceMs ?? nowMs) : undefined;
    if (this.settlesSinceMs !== undefined && nowMs - this.settlesSinceMs >= (isGain ? SETTLE_MS : 0))
      return { state: 'settled' };
    const reached = isGain ? running : -going;
    if (this.mostReached === -1 || reached > this.mostReached) {
      this.mostReached = reached;
      this.reachedAtMs = nowMs;
    }
    const why = this.whyStuck(tasks, meant, nowMs);
    if (why === undefined) return { state: 'waiting' };
    return {
      state: 'stuck',
      why: `${running} of ${to} ${replaces ? 'new tasks' : 'tasks'} run${why === '' ? '' : `; ${why}`}`,
    };
  }

  private whyStuck(tasks: readonly TaskAnswer[], meant: readonly TaskAnswer[], nowMs: number): string | undefined {
    const unplaced = meant.find((task) => task.Status.State === 'pending' && task.Status.Err);
    this.unplacedSinceMs = unplaced ? (this.unplacedSinceMs ?? nowMs) : undefined;
    if (this.unplacedSinceMs !== undefined && nowMs - this.unplacedSinceMs >= UNPLACED_MS)
      return unplaced?.Status.Err ?? '';
    const failures = tasks.filter((task) => hasFailed(task) && !this.oldFailures.has(task.ID));
    const said = failures.map(({ Status }) => Status.Err ?? '').find((text) => text !== '') ?? '';
    if (failures.length >= FAILURES) return said || 'its tasks keep failing';
    return nowMs - this.reachedAtMs > this.patienceMs(meant) ? said : undefined;
  }

  private patienceMs(meant: readonly TaskAnswer[]): number {
    const { from, to, times, replaces } = this.goal;
    const graceMs = msOf(times.StopGracePeriod, DEFAULT_GRACE_MS);
    if (to < from) return graceMs + SLACK_MS;
    const check = times.Healthcheck;
    const each = msOf(check?.Interval, DEFAULT_CHECK_MS) + msOf(check?.Timeout, DEFAULT_CHECK_MS);
    const checksMs = check ? msOf(check.StartPeriod, 0) + each * ((check.Retries || 3) + 1) : 0;
    const swapMs = replaces ? graceMs + msOf(times.updateDelay, 0) : 0;
    return Math.max(
      checksMs + swapMs + SLACK_MS,
      meant.some(({ Status }) => Status.State === 'preparing') ? PULL_MS : 0,
    );
  }
}

const msOf = (ns: number | null | undefined, otherwise: number): number => (ns ? ns / NS_PER_MS : otherwise);
