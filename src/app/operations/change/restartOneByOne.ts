import type { ChangeProblem, StepPhase } from '../../../core/scaling/change.js';
import type { ServicePlan, Step } from '../../../core/scaling/plan.js';
import type { StackFeed } from '../../live/stackFeed.js';
import { cutOff } from '../run/cutOff.js';

/** Ends, where it answers with a promise, once that is written down. */
export type TellPhase = (step: Step, phase: StepPhase, containerId: string | undefined) => Promise<void> | undefined;

/** Restarts replica by replica, each ready again before the next is touched. */
export async function restartOneByOne(
  plan: ServicePlan,
  feed: StackFeed,
  tell: TellPhase,
  ready: (step: Step, containerId: string) => Promise<ChangeProblem | undefined>,
  signal: AbortSignal,
): Promise<ChangeProblem | undefined> {
  for (const step of plan.steps) {
    if (isCancelled(signal)) return { reason: 'cancelled' };
    if (step.kind !== 'restart') continue;
    // A restart that nobody knows to have begun would be done again by whoever goes on with the rest.
    await tell(step, 'running', step.containerId);
    if (isCancelled(signal)) return { reason: 'cancelled' };
    // A restart that was begun is let end: half of one is a replica that is down.
    const restarted = await feed.connection.restart(step.containerId, new AbortController().signal);
    if (!restarted.ok) {
      void tell(step, 'failed', step.containerId);
      return { reason: 'engine', step, failure: cutOff(restarted.error) };
    }
    void tell(step, 'waiting-for-health', step.containerId);
    const problem = await ready(step, step.containerId);
    if (problem) return problem;
  }
  return undefined;
}

const isCancelled = (signal: AbortSignal): boolean => signal.aborted;
