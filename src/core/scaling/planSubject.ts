import { titleOf, type Runbook } from '../runbook/runbook.js';
import { planBasis, type Service, type Stack } from '../stack/stack.js';
import type { ServicePlan } from './plan.js';

/** What every plan of a service says of it, whatever is to be done. */
export const planSubject = (
  stack: Stack,
  runbook: Runbook,
  service: Service,
): Pick<ServicePlan, 'stackId' | 'project' | 'serviceId' | 'service' | 'title' | 'seen'> => ({
  stackId: stack.id,
  project: stack.name,
  serviceId: service.id,
  service: service.name,
  title: titleOf(runbook, service.name),
  seen: planBasis(service),
});
