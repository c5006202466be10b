import type { Runbook } from '../../runbook/runbook.js';
import { countedReplicas, type Service, type Stack } from '../../stack/stack.js';
import type { SwarmService } from '../../stack/swarm.js';
import type { Guard } from '../guards/guard.js';
import type { ServicePlan } from '../plan.js';
import { planSubject } from '../planSubject.js';
import { stepOn } from '../planScale.js';
import { swarmHealthCheck } from './swarmHealthCheck.js';

/**
 * Has the Swarm put a new task in place of each, by the service's own update settings: a container that is restarted from outside it would take for one
 * that failed. With `only` those of these containers, which it does only where these are all.
 */
export function planSwarmRestart(
  stack: Stack,
  runbook: Runbook,
  service: Service,
  swarm: SwarmService,
  only: readonly string[] | undefined,
): ServicePlan {
  const running = countedReplicas(service).filter(({ state }) => state === 'running');
  const wanted = running.filter(({ containerId }) => only === undefined || only.includes(containerId));
  return {
    kind: 'restart',
    ...planSubject(stack, runbook, service),
    from: swarm.wanted,
    to: swarm.wanted,
    steps: wanted.map((replica) => stepOn('restart', replica)),
    guards: wanted.length === 0 ? [] : restartGuards(service, swarm, running.length, wanted.length),
    scaler: { kind: 'swarm', because: 'swarm-service' },
    sourceContainerId: undefined,
    swarm: { serviceId: swarm.serviceId, fullName: swarm.fullName },
  };
}

function restartGuards(service: Service, swarm: SwarmService, running: number, wanted: number): readonly Guard[] {
  const { fullName, mode, replacesAtOnce, startsFirst } = swarm;
  if (mode === 'job') return [{ guard: 'swarm-mode', verdict: 'block', mode }];
  if (wanted < running) return [{ guard: 'swarm-restart', verdict: 'block', service: fullName }];
  const atOnce = replacesAtOnce === 0 ? running : Math.min(replacesAtOnce, running);
  const isAway = atOnce >= running && !startsFirst;
  return [
    {
      guard: 'swarm-restart',
      verdict: isAway ? 'warn' : 'pass',
      service: fullName,
      ...{ atOnce, tasks: running },
      ...(startsFirst ? { startsFirst } : {}),
    },
    swarmHealthCheck(service, swarm),
  ];
}
