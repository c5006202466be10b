import type { Runbook } from '../runbook/runbook.js';
import type { Replica } from '../stack/replica.js';
import { countedReplicas, type Service, type Stack } from '../stack/stack.js';
import { scaleGuards } from './guards/scaleGuards.js';
import type { ServicePlan, Step } from './plan.js';
import { planSubject } from './planSubject.js';
import { chooseRemovals } from './removalOrder.js';
import { planSwarmScale } from './swarm/planSwarmScale.js';
import { chooseScaler, chooseSource, type ScalerPreference } from './scalerChoice.js';

/**
 * The steps from the replicas there are to `target`: stopped ones that stay are started, missing ones created after the highest
 * number, surplus ones removed in Compose's own order.
 *
 * @param composeProblem why `docker compose` cannot be used from here, or undefined when it can
 */
export function planScale(
  stack: Stack,
  runbook: Runbook,
  service: Service,
  target: number,
  preference: ScalerPreference,
  composeProblem: string | undefined,
): ServicePlan {
  if (service.swarm) return planSwarmScale(stack, runbook, service, service.swarm, target);
  const replicas = countedReplicas(service);
  const removals = chooseRemovals(replicas, replicas.length - target, service.origin?.composeVersion ?? '');
  const leaving = new Set(removals);
  const creates = Math.max(0, target - replicas.length);
  const source = creates > 0 ? chooseSource(replicas) : undefined;
  const scaler = chooseScaler(preference, creates > 0, source, composeProblem);
  const steps: Step[] = [
    ...replicas
      .filter((replica) => !leaving.has(replica) && isStartable(replica))
      .map((replica) => stepOn('start', replica)),
    ...createSteps(stack.name, service.name, replicas, creates),
    ...removals.map((replica) => stepOn('remove', replica)),
  ];
  return {
    kind: 'scale',
    ...planSubject(stack, runbook, service),
    from: replicas.length,
    to: target,
    steps,
    guards: scaleGuards({ service: service.name, runbook, replicas, target, source, scaler }),
    scaler,
    sourceContainerId: source?.containerId,
  };
}

const isStartable = (replica: Replica): boolean => replica.state === 'exited' || replica.state === 'created';

export const stepOn = (kind: 'start' | 'remove' | 'restart', { number, name, containerId }: Replica): Step => ({
  kind,
  number,
  name,
  containerId,
});

/** Made by an older Compose, or with `--compatibility`. */
export const hasUnderscoredNames = (project: string, service: string, replicas: readonly Replica[]): boolean =>
  replicas.some((replica) => replica.name === `${project}_${service}_${replica.number}`);

function createSteps(project: string, service: string, replicas: readonly Replica[], count: number): Step[] {
  // Gaps are not filled.
  const highest = replicas.reduce((number, replica) => Math.max(number, replica.number), 0);
  const underscored = hasUnderscoredNames(project, service, replicas);
  return Array.from({ length: count }, (_, index) => {
    const number = highest + 1 + index;
    return { kind: 'create', number, name: [project, service, number].join(underscored ? '_' : '-') };
  });
}
