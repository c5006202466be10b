import type { Guard } from '../../core/scaling/guards.js';
import type { ServicePlan, Step } from '../../core/scaling/plan.js';
import type { ScalerChoice } from '../../core/scaling/scalerChoice.js';
import { count, list } from '../figures.js';
import { oneLine } from '../markdown.js';
import { shortName } from './names.js';

/** `Scale PDF Worker 3 → 6`. */
export function planTitle(plan: ServicePlan): string {
  if (plan.kind === 'restart') return `Restart ${oneLine(plan.title)}`;
  return plan.from === plan.to
    ? `Start what has stopped of ${oneLine(plan.title)}`
    : `Scale ${oneLine(plan.title)} ${plan.from} → ${plan.to}`;
}

/** The button that begins the plan. */
export const planVerb = (plan: ServicePlan): string => {
  if (plan.kind === 'restart') return `Restart ${count(plan.steps.length, 'replica')}`;
  return plan.from === plan.to ? `Start ${count(plan.steps.length, 'replica')}` : `Scale to ${plan.to}`;
};

const stepVerbs = { create: '+', start: 'start', remove: '−', restart: 'restart' } as const satisfies Record<
  Step['kind'],
  string
>;
const stepAfter = {
  create: 'ready before done',
  start: 'ready before done',
  remove: 'its own grace period, then removed with its anonymous volumes',
  restart: 'one after the other, each ready before the next',
} as const satisfies Record<Step['kind'], string>;

/** One line for each kind of step: `+3: pdf-worker-4, -5 and -6`. */
export function stepLines(plan: ServicePlan): readonly { readonly label: string; readonly detail: string }[] {
  const kinds = ['start', 'create', 'remove', 'restart'] as const;
  return kinds.flatMap((kind) => {
    const steps = plan.steps.filter((step) => step.kind === kind);
    if (steps.length === 0) return [];
    const names = someNames(steps, plan.project);
    const sign =
      kind === 'create' || kind === 'remove'
        ? `${stepVerbs[kind]}${steps.length}`
        : `${stepVerbs[kind]} ${steps.length}`;
    return [{ label: `${sign}: ${names}`, detail: stepAfter[kind] }];
  });
}

const shownNames = 4;

/** `pdf-worker-4, pdf-worker-5 and pdf-worker-6`; of many in a row the first and the last, of others the first few. */
function someNames(steps: readonly Step[], project: string): string {
  const names = steps.map((step) => shortName(step.name, project));
  if (names.length <= shownNames) return list(names);
  const inRow = steps.every(({ number }, index) => Math.abs(number - (steps[0]?.number ?? 0)) === index);
  if (inRow) return `${names[0] ?? ''} to ${names.at(-1) ?? ''}`;
  return `${names.slice(0, shownNames).join(', ')} and ${names.length - shownNames} more`;
}

export function scalerLine(choice: ScalerChoice, project: string): string {
  switch (choice.kind) {
    case 'replicate':
      return choice.because === 'copies'
        ? `replicate: copies ${shortName(choice.source, project)}, touches no other service`
        : 'replicate: through the engine, touching no other service';
    case 'compose':
      return choice.because === 'setting'
        ? 'compose: as the setting scalebook.scaler asks'
        : 'compose: there is no replica to copy, and the Compose file is on this machine';
    case 'none':
      return 'none: this cannot be done from here';
  }
}

/** A guard's finding, with its figures. */
export function guardText(guard: Guard): string {
  switch (guard.guard) {
    case 'limits':
      return guard.verdict === 'pass'
        ? `${guard.target} is within ${guard.min} to ${guard.max}`
        : `${guard.target} is outside ${guard.min} to ${guard.max}, the runbook's limits`;
    case 'in-runbook':
      return 'The runbook does not name this service, so Scalebook does not scale it';
    case 'host-ports':
      return guard.verdict === 'pass'
        ? 'No fixed host port'
        : `Host ${guard.ports.length === 1 ? 'port' : 'ports'} ${list(guard.ports.map(String))} can be held by one replica only; publish a range, or put a load balancer before it`;
    case 'container-name':
      return `container_name gives every replica the name ${oneLine(guard.name)}; remove it from the Compose file to scale`;
    case 'static-address':
      return `${oneLine(guard.source)} has a fixed IP address; new replicas get addresses of their own`;
    case 'host-network':
      return `${oneLine(guard.source)} is on the host's network, where replicas share one set of ports`;
    case 'mixed-definitions':
      return `The replicas are not all alike; new ones are copies of ${oneLine(guard.source)}, the newest`;
    case 'shared-volumes':
      return `All replicas share the ${guard.volumes.length === 1 ? 'volume' : 'volumes'} ${list(guard.volumes.map(oneLine))}`;
    case 'health-check':
      return guard.verdict === 'pass'
        ? 'Has a health check'
        : 'No health check: a replica counts as ready once it has run for 3 s';
    case 'only-replica':
      return 'It is the only replica: the service is away while it restarts';
    case 'scaler':
      return guard.composeProblem
        ? `There is no replica to copy, and docker compose cannot be used: ${oneLine(guard.composeProblem)}`
        : 'There is no replica to copy; set scalebook.scaler to auto to let docker compose make the first one';
  }
}
