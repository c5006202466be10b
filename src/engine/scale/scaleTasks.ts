import type { ScaleStepFailure, StepListener } from '../../app/operations/ports.js';
import type { ServicePlan } from '../../core/scaling/plan.js';
import { fail, type Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { awaitTasks } from '../swarm/awaitTasks.js';
import { readTasks } from '../swarm/readTasks.js';
import { setReplicas } from '../swarm/setReplicas.js';

/** Gives a service of a Swarm its new count. */
export async function scaleTasks(
  link: EngineLink,
  plan: ServicePlan,
  onStep: StepListener,
  signal: AbortSignal,
): Promise<Result<void, ScaleStepFailure>> {
  const step = plan.steps.find(({ kind }) => kind === 'update');
  if (step?.kind !== 'update') {
    const detail = 'A Swarm is only told of a count.';
    return fail({ step: undefined, failure: { reason: 'refused', address: link.endpoint.raw, detail } });
  }
  const { swarmServiceId, from, to } = step;
  // What has failed before is no news of this change.
  const before = await readTasks(link, swarmServiceId, signal);
  if (!before.ok) return fail({ step: undefined, failure: before.error });
  onStep(step, 'begun', undefined);
  const told = await setReplicas(link, step);
  if (!told.ok) return fail({ step, failure: told.error });
  const goal = { from, to, times: told.value, before: before.value };
  const settled = await awaitTasks(link, swarmServiceId, goal, signal);
  // A count that was told stays told: on abort it is only not waited for.
  if (!settled.ok)
    return fail({ step: settled.error.reason === 'cancelled' ? undefined : step, failure: settled.error });
  onStep(step, 'done', undefined);
  return settled;
}
