import type { ChangeProblem, StepPhase } from '../../core/scaling/change.js';
import type { ServicePlan, Step } from '../../core/scaling/plan.js';
import type { StackFeed } from '../live/stackFeed.js';

/** Restarts replica by replica, each ready again before the next is touched. */
export async function restartOneByOne(
  plan: ServicePlan,
  feed: StackFeed,
  setPhase: (step: Step, phase: StepPhase, containerId: string | undefined) => void,
  ready: (step: Step, containerId: string) => Promise<ChangeProblem | undefined>,
  signal: AbortSignal,
): Promise<ChangeProblem | undefined> {
  for (const step of plan.steps) {
    if (signal.aborted) return { reason: 'cancelled' };
    if (step.kind !== 'restart') continue;
    setPhase(step, 'running', step.containerId);
    // A restart that was begun is let end: half of one is a replica that is down.
    const restarted = await feed.connection.restart(step.containerId, new AbortController().signal);
    if (!restarted.ok) {
      setPhase(step, 'failed', step.containerId);
      return { reason: 'engine', step, failure: restarted.error };
    }
    setPhase(step, 'waiting-for-health', step.containerId);
    const problem = await ready(step, step.containerId);
    if (problem) return problem;
  }
  return undefined;
}
