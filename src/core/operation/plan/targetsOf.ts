import type { Runbook } from '../../runbook/runbook.js';
import { serviceOf } from '../../runbook/servicesInOrder.js';
import type { ServicePlan } from '../../scaling/plan.js';
import type { PlanFailure } from '../../scaling/planFailure.js';
import { planRestart } from '../../scaling/planRestart.js';
import { presentCount, type Service, type Stack } from '../../stack/stack.js';
import { fail, ok, type Result } from '../../../util/result.js';
import type { OperationRequest } from './operationRequest.js';
import { countIn } from '../run/countIn.js';

export interface Targets {
  readonly targets: readonly { readonly service: Service; readonly count: number }[];
  readonly restarts: readonly ServicePlan[];
}

/** The services that a request names, as they are now, with the counts that it comes to. */
export function targetsOf(
  stack: Stack,
  runbook: Runbook,
  { counts, changes = {}, restart = [], onlyContainers }: OperationRequest,
): Result<Targets, PlanFailure> {
  const names = [...new Set([...Object.keys(counts), ...Object.keys(changes), ...restart])];
  const services = new Map(names.map((name) => [name, serviceOf(stack, runbook, name)]));
  for (const [name, service] of services) if (!service) return fail({ reason: 'no-service', service: name });
  const targets = [...services].flatMap(([name, service]) => {
    const [count, change] = [countIn(counts, name), countIn(changes, name)];
    if (!service || (count === undefined && change === undefined)) return [];
    return [{ service, count: count ?? Math.max(0, presentCount(service) + (change ?? 0)) }];
  });
  const restarts = restart.flatMap((name) => {
    const service = services.get(name);
    return service ? [planRestart(stack, runbook, service, onlyContainers)] : [];
  });
  return ok({ targets, restarts });
}
