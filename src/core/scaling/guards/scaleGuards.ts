import { limitsOf, type Runbook } from '../../runbook/runbook.js';
import type { Replica } from '../../stack/replica.js';
import type { ScalerChoice } from '../scalerChoice.js';
import type { Guard } from './guard.js';

export interface GuardInput {
  readonly service: string;
  readonly runbook: Runbook;
  readonly replicas: readonly Replica[];
  readonly target: number;
  /** The replica that new ones are to be like; undefined when none are made. */
  readonly source: Replica | undefined;
  readonly scaler: ScalerChoice;
}

/** What one service's plan tells by itself, without asking anybody. */
export function scaleGuards(input: GuardInput): readonly Guard[] {
  const guards: Guard[] = [limitsGuard(input)];
  if (input.source) guards.push(...newReplicaGuards(input.source, input.replicas));
  if (input.scaler.kind === 'none')
    guards.push({ guard: 'scaler', verdict: 'block', composeProblem: input.scaler.composeProblem });
  return guards;
}

function limitsGuard({ service, runbook, target }: GuardInput): Guard {
  const limits = limitsOf(runbook, service);
  if (!limits) return { guard: 'in-runbook', verdict: 'block' };
  const inside = target >= limits.min && target <= limits.max;
  return { guard: 'limits', verdict: inside ? 'pass' : 'block', target, min: limits.min, max: limits.max };
}

/** What stands in the way of another replica like `source`, found before anything is created. */
function newReplicaGuards(source: Replica, replicas: readonly Replica[]): Guard[] {
  const { obstacles } = source;
  const ports = obstacles.fixedHostPorts;
  const guards: Guard[] = [{ guard: 'host-ports', verdict: ports.length > 0 ? 'block' : 'pass', ports }];
  if (obstacles.customName) guards.push({ guard: 'container-name', verdict: 'block', name: source.name });
  if (obstacles.staticAddress) guards.push({ guard: 'static-address', verdict: 'warn', source: source.name });
  if (obstacles.hostNetwork) guards.push({ guard: 'host-network', verdict: 'warn', source: source.name });
  if (obstacles.namedVolumes.length > 0)
    guards.push({ guard: 'shared-volumes', verdict: 'warn', volumes: obstacles.namedVolumes });
  const definitions = new Set(replicas.map((replica) => `${replica.configHash} ${replica.imageId}`));
  if (definitions.size > 1) guards.push({ guard: 'mixed-definitions', verdict: 'warn', source: source.name });
  guards.push({ guard: 'health-check', verdict: source.healthCheck ? 'pass' : 'warn' });
  return guards;
}
