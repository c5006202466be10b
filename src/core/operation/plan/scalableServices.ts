import { limitsOf, titleOf, type Runbook, type ServiceLimits } from '../../runbook/runbook.js';
import { servicesInOrder } from '../../runbook/servicesInOrder.js';
import { countedReplicas, type Service, type Stack } from '../../stack/stack.js';

/** A service that may be scaled, with what it has now. */
export interface ScalableService {
  readonly service: Service;
  readonly title: string;
  readonly present: number;
  readonly limits: ServiceLimits;
}

/** Every service of a stack that its runbook lets be scaled, in the order in which people see them. */
export function scalableServices(stack: Stack, runbook: Runbook): readonly ScalableService[] {
  const { runbook: named, others } = servicesInOrder(stack, runbook);
  return [...named, ...others].flatMap((service) => {
    const limits = limitsOf(runbook, service.name);
    const title = titleOf(runbook, service.name);
    return limits ? [{ service, title, present: countedReplicas(service).length, limits }] : [];
  });
}
