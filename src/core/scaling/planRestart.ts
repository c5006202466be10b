import { titleOf, type Runbook } from '../runbook/runbook.js';
import { countedReplicas, type Service, type Stack } from '../stack/stack.js';
import type { ServicePlan } from './plan.js';
import { stepOn } from './planScale.js';

/** Restarts the running replicas of a service one after the other; with `replicaId` only that one. */
export function planRestart(stack: Stack, runbook: Runbook, service: Service, replicaId?: string): ServicePlan {
  const replicas = countedReplicas(service);
  const wanted = replicas.filter((replica) =>
    replicaId === undefined ? replica.state === 'running' : replica.id === replicaId,
  );
  const checked = wanted.every((replica) => replica.healthCheck);
  return {
    kind: 'restart',
    stackId: stack.id,
    project: stack.name,
    serviceId: service.id,
    service: service.name,
    title: titleOf(runbook, service.name),
    from: replicas.length,
    to: replicas.length,
    steps: wanted.map((replica) => stepOn('restart', replica)),
    guards: [
      { guard: 'health-check', verdict: checked ? 'pass' : 'warn' },
      ...(replicas.length === 1 && wanted.length === 1 ? [{ guard: 'only-replica', verdict: 'warn' } as const] : []),
    ],
    scaler: { kind: 'replicate', because: 'creates-none' },
    sourceContainerId: undefined,
    seen: replicas.map((replica) => replica.containerId).sort(),
  };
}
