import { limitsOf, type Runbook } from '../runbook/runbook.js';
import { countedReplicas, type Service, type Stack } from '../stack/stack.js';
import type { Guard } from './guards/guard.js';
import type { ServicePlan } from './plan.js';
import { planSubject } from './planSubject.js';
import { stepOn } from './planScale.js';
import { planSwarmRestart } from './swarm/planSwarmRestart.js';

/** Restarts the running replicas of a service one after the other; with `only` those of these containers. */
export function planRestart(stack: Stack, runbook: Runbook, service: Service, only?: readonly string[]): ServicePlan {
  if (service.swarm) return planSwarmRestart(stack, runbook, service, service.swarm, only);
  const replicas = countedReplicas(service);
  const wanted = replicas.filter((replica) =>
    only === undefined ? replica.state === 'running' : only.includes(replica.containerId),
  );
  const checked = wanted.every((replica) => replica.healthCheck);
  return {
    kind: 'restart',
    ...planSubject(stack, runbook, service),
    from: replicas.length,
    to: replicas.length,
    steps: wanted.map((replica) => stepOn('restart', replica)),
    guards: [
      { guard: 'health-check', verdict: checked ? 'pass' : 'warn' },
      ...(replicas.length === 1 && wanted.length === 1 ? [onlyReplica(service, runbook)] : []),
    ],
    scaler: { kind: 'replicate', because: 'creates-none' },
    sourceContainerId: undefined,
  };
}

function onlyReplica(service: Service, runbook: Runbook): Guard {
  const isUnique = service.replicas.some(
    ({ obstacles: { customName, fixedHostPorts } }) => customName || fixedHostPorts.length > 0,
  );
  const canGrow = !isUnique && (limitsOf(runbook, service.name)?.max ?? 0) > 1;
  return { guard: 'only-replica', verdict: 'warn', ...(canGrow ? { canGrow } : {}) };
}
