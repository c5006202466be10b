import { unexpected } from '../../../core/connection/engineFailure.js';
import type { ChangeProblem, StepPhase } from '../../../core/scaling/change.js';
import type { ServicePlan, Step } from '../../../core/scaling/plan.js';
import type { StackFeed } from '../../live/stackFeed.js';
import { cutOff } from '../run/cutOff.js';
import type { Scaler } from '../ports.js';

export type SetPhase = (step: Step, phase: StepPhase, containerId: string | undefined) => void;

/** Lets the scaler carry out a plan's steps, and waits for every replica that it started to become ready. */
export async function applyScale(
  plan: ServicePlan,
  scaler: Scaler,
  feed: StackFeed,
  setPhase: SetPhase,
  ready: (step: Step, containerId: string) => Promise<ChangeProblem | undefined>,
  signal: AbortSignal,
): Promise<ChangeProblem | undefined> {
  const waits: Promise<ChangeProblem | undefined>[] = [];
  const applied = await scaler.apply(
    feed.connection,
    plan,
    (step, phase, containerId) => {
      if (phase === 'begun') return setPhase(step, 'running', containerId);
      // What replaced a task of a Swarm is another container, and ready by what the Swarm says of it.
      const isReady = step.kind === 'remove' || step.kind === 'restart' || containerId === undefined;
      if (isReady) return setPhase(step, 'done', containerId);
      setPhase(step, 'waiting-for-health', containerId);
      const bug = (error: unknown): ChangeProblem => ({ reason: 'engine', step, failure: unexpected(error, '') });
      waits.push(ready(step, containerId).catch(bug));
    },
    signal,
  );
  const cancelled = !applied.ok && applied.error.failure.reason === 'cancelled' && signal.aborted;
  // What failed shows at once; the others may still take minutes to become ready.
  if (!applied.ok && !cancelled && applied.error.step) setPhase(applied.error.step, 'failed', undefined);
  const problems = (await Promise.all(waits)).filter((problem) => problem !== undefined);
  if (!applied.ok) {
    const { step, failure } = applied.error;
    if (cancelled) return notCancelled(problems) ?? { reason: 'cancelled' };
    return { reason: 'engine', step, failure: cutOff(failure) };
  }
  return notCancelled(problems) ?? problems[0];
}

const notCancelled = (problems: readonly ChangeProblem[]): ChangeProblem | undefined =>
  problems.find((problem) => problem.reason !== 'cancelled');
