import type { EngineFailure } from '../../../core/connection/engineFailure.js';
import { containerOf, type ServicePlan } from '../../../core/scaling/plan.js';
import type { ContainerRecord } from '../../../core/stack/containerRecord.js';
import type { ComposeCalls } from './composeCalls.js';
import type { Counts } from '../../../core/scaling/composeCommand.js';
import { forecastProblem } from './composeForecast.js';

/**
 * Compose writes secrets given by `environment:` into new containers, and tries to in a dry run too (seen with 2.26.1), where the
 * container does not exist.
 */
const WRITES_INTO_REHEARSED = /Could not find the file .* in container/;
const NOT_STARTABLE: readonly ContainerRecord['state'][] = ['running', 'restarting', 'removing'];

/** Why the plan must not be carried out, or undefined when Compose would do exactly what the plan names. Changes nothing. */
export async function rehearse(
  calls: ComposeCalls,
  plan: ServicePlan,
  own: readonly ContainerRecord[],
  counts: { readonly present: Counts; readonly after: Counts },
): Promise<EngineFailure | undefined> {
  let { said, failure } = await calls.rehearse(plan.service, counts.after);
  let foreseen = plan.steps;
  if (failure && WRITES_INTO_REHEARSED.test(failure.detail)) {
    // Without new containers the rehearsal works, and still tells whether anything that exists would change.
    ({ said, failure } = await calls.rehearse(plan.service, counts.present));
    foreseen = [];
  }
  const isCutShort = failure !== undefined && !WRITES_INTO_REHEARSED.test(failure.detail);
  if (isCutShort) return failure;
  const problem = forecastProblem(said, foreseen) ?? wouldAlsoStart(own, plan);
  return problem === undefined ? failure : calls.failure('conflict', `${problem} Nothing was done.`);
}

/** Compose starts all replicas of a service or none: those that the plan leaves stopped would start too. */
function wouldAlsoStart(own: readonly ContainerRecord[], plan: ServicePlan): string | undefined {
  if (!startsAny(plan)) return undefined;
  const named = plan.steps.map(containerOf);
  const others = own.filter(({ state, containerId }) => !NOT_STARTABLE.includes(state) && !named.includes(containerId));
  if (others.length === 0) return undefined;
  return `Compose would also start ${others.map(({ name }) => name).join(', ')}, which the plan does not name.`;
}

export const startsAny = (plan: ServicePlan): boolean =>
  plan.steps.some(({ kind }) => kind === 'create' || kind === 'start');
