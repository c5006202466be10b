import type { Operation } from '../operation/operation.js';
import { countIn } from '../operation/run/countIn.js';
import { isReady } from '../policy/condition.js';
import { presentCount } from '../stack/stack.js';
import { evidence, type Evidence } from './evidence.js';
import { known, type Observations } from './observations.js';
import { startFailure, type StartFailure } from './startFailure.js';
import { detailsOf } from './subject.js';

/** A replica that the engine did not start, with its words. */
export interface FailedStart {
  /** Hostile. */
  readonly name: string;
  readonly failure: StartFailure;
  readonly shown: Evidence;
}

/** By what the engine says of the replicas that are there, and by what it said to the last operation, whose replicas are gone by then. */
export function failedStarts(seen: Observations): readonly FailedStart[] {
  const there = seen.service.replicas
    .filter((replica) => !isReady(replica))
    .flatMap((replica): FailedStart[] => {
      const details = detailsOf(seen, replica);
      const said = details?.error || replica.error;
      return said === '' ? [] : [failed(replica.name, said, details?.error ? 'containers' : 'replicas')];
    });
  const operation = known(seen.operation);
  return [...there, ...(operation ? refusedIn(operation, seen) : [])];
}

const failed = (name: string, said: string, from: Evidence['from']): FailedStart => ({
  name,
  failure: startFailure(said),
  shown: evidence(from, 'engine-said', name, { said }),
});

/** What was refused counts until the service has as many as it was to have. */
function refusedIn({ plan, outcome }: Operation, { service }: Observations): readonly FailedStart[] {
  const problem = outcome?.problem;
  if (problem?.reason !== 'change' || problem.problem.reason !== 'engine') return [];
  const { step, failure } = problem.problem;
  const wanted = countIn(plan.after, service.name);
  const isThere = wanted !== undefined && presentCount(service) >= wanted && service.replicas.every(isReady);
  const isStart = step ? step.kind === 'create' || step.kind === 'start' : isRefusal(failure.reason);
  const isOf = plan.services.some((each) => each.service === service.name && (!step || hasStep(each.steps, step.name)));
  if (isThere || !isStart || !isOf) return [];
  return [failed(step?.name ?? service.name, failure.detail, 'operation')];
}

const isRefusal = (reason: string): boolean => ['refused', 'not-found', 'conflict'].includes(reason);

const hasStep = (steps: readonly { readonly name: string }[], name: string): boolean =>
  steps.some((step) => step.name === name);
