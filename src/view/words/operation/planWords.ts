import type { ServicePlan, Step } from '../../../core/scaling/plan.js';
import type { ScalerChoice } from '../../../core/scaling/scalerChoice.js';
import { count, list } from '../../figures.js';
import { oneLine } from '../../markdown.js';
import { shortName } from '../names.js';

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

const stepVerbs = {
  create: '+',
  start: 'start',
  remove: '−',
  restart: 'restart',
  update: 'update',
} as const satisfies Record<Step['kind'], string>;
const stepAfter = {
  create: 'ready before done',
  start: 'ready before done',
  remove: 'its own grace period, then removed with its anonymous volumes',
  restart: 'one after the other, each ready before the next',
  update: 'the Swarm chooses the nodes; done once all run',
} as const satisfies Record<Step['kind'], string>;

/** One line for each kind of step: `+3: pdf-worker-4, -5 and -6`. */
export function stepLines(plan: ServicePlan): readonly { readonly label: string; readonly detail: string }[] {
  const updates = plan.steps.flatMap((step) =>
    step.kind === 'update'
      ? [{ label: `${oneLine(step.name)}: ${step.from} → ${step.to}`, detail: stepAfter.update }]
      : [],
  );
  const kinds = ['start', 'create', 'remove', 'restart'] as const;
  const others = kinds.flatMap((kind) => {
    const steps = plan.steps.filter((step) => step.kind === kind);
    if (steps.length === 0) return [];
    const names = someNames(steps, plan.project);
    const sign =
      kind === 'create' || kind === 'remove'
        ? `${stepVerbs[kind]}${steps.length}`
        : `${stepVerbs[kind]} ${steps.length}`;
    const detail = plan.swarm ? 'each replaced by a new task, as the Swarm goes through them' : stepAfter[kind];
    return [{ label: `${sign}: ${names}`, detail }];
  });
  return [...updates, ...others];
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

/** Which scaler a plan uses, and why. */
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
    case 'swarm':
      return 'swarm: the manager updates the service, and touches no other';
    case 'none':
      return 'none: this cannot be done from here';
  }
}
