import type { Runbook } from '../../runbook/runbook.js';
import { type Service, type Stack } from '../../stack/stack.js';
import type { SwarmService } from '../../stack/swarm.js';
import type { ServicePlan } from '../plan.js';
import { planSubject } from '../planSubject.js';
import { swarmGuards } from './swarmGuards.js';

/** One update of the service; which tasks come and go, and where, is the Swarm's to say. */
export function planSwarmScale(
  stack: Stack,
  runbook: Runbook,
  service: Service,
  swarm: SwarmService,
  target: number,
): ServicePlan {
  const { serviceId, fullName, wanted } = swarm;
  const guards = swarmGuards(service, swarm, stack.nodes ?? [], target, runbook);
  const isChange = target !== wanted;
  return {
    kind: 'scale',
    ...planSubject(stack, runbook, service),
    from: wanted,
    to: target,
    steps: isChange
      ? [{ kind: 'update', number: 0, name: fullName, swarmServiceId: serviceId, from: wanted, to: target }]
      : [],
    guards: isChange || swarm.mode !== 'replicated' ? guards : [],
    scaler: { kind: 'swarm', because: 'swarm-service' },
    sourceContainerId: undefined,
  };
}
