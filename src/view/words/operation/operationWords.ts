import { resumeOf, undoOf } from '../../../core/operation/followUp.js';
import type { Operation, OperationResult, StagePhase } from '../../../core/operation/operation.js';
import type { OperationKind, OperationPlan, ServiceCounts } from '../../../core/operation/plan/operationPlan.js';
import { isChanging, type ChangingStage, type Stage } from '../../../core/operation/stage.js';
import type { Zone } from '../../../core/policy/schedule/zonedTime.js';
import { isRunning, type Change } from '../../../core/scaling/change.js';
import { count, duration, list } from '../../figures.js';
import { oneLine } from '../../markdown.js';
import { changeActivity } from './changeWords.js';
import { verifiedWords } from '../../verification/verificationSentence.js';
import { labelled } from '../demoLabel.js';
import { whenAt } from '../moments.js';
import { operationProblemText } from './operationProblemText.js';
import { countIn } from '../../../core/operation/run/countIn.js';

/** What is said before the services, where they and their counts do not say it all. */
const kindWords = {
  scale: '',
  baseline: 'Return to baseline',
  profile: 'Profile',
  restart: '',
  connections: '',
  undo: 'Undo',
  repeat: 'Repeat',
  resume: 'Resume',
  schedule: 'By schedule',
} as const satisfies Record<OperationKind, string>;

const namedServices = 3;

/** `PDF Worker 3 → 6`, `Undo: PDF Worker 6 → 3`, `10x traffic: Backend 1 → 10, PDF Worker 3 → 30`. */
export function operationTitle(plan: OperationPlan): string {
  const parts = changesOf(plan).map(changeWords);
  const purpose = plan.purpose === undefined ? '' : oneLine(plan.purpose);
  // A profile is called what it is called; of the others both are said, as in `Undo: 10x traffic`.
  const before = plan.kind === 'profile' && purpose !== '' ? [purpose] : [kindWords[plan.kind], purpose];
  const said = [...new Set(before.filter(Boolean))].join(' · ');
  const services =
    parts.length > namedServices
      ? `${parts.slice(0, namedServices - 1).join(', ')} and ${parts.length - namedServices + 1} more`
      : parts.join(', ');
  return [said, services].filter(Boolean).join(': ') || 'Nothing';
}

/** Each service's stages of one kind as one, from its first count to its last. */
function changesOf({ stages }: OperationPlan): readonly ChangingStage[] {
  const changes = new Map<string, ChangingStage>();
  for (const stage of stages.filter(isChanging)) {
    const key = `${stage.stage} ${stage.serviceId}`;
    const first = changes.get(key);
    const both = first?.stage === 'scale' && stage.stage === 'scale';
    changes.set(key, both ? { ...stage, from: first.from } : (first ?? stage));
  }
  return [...changes.values()];
}

function changeWords(stage: ChangingStage): string {
  const title = oneLine(stage.title);
  switch (stage.stage) {
    case 'scale':
      return `${title} ${stage.from} → ${stage.to}`;
    case 'restart':
      return `restart ${title}`;
    case 'set-connections':
      if (stage.putsBack) return `put the settings of ${title} back and start it`;
      return `${title} ${stage.from} → ${stage.to} connections`;
  }
}

/** What a stage does: `PDF Worker 3 → 6`, `wait 10 min, then on only if nothing is worse`. */
export function stageWords(stage: Stage): string {
  if (stage.stage === 'restart')
    return `restart ${count(stage.containerIds.length, 'replica')} of ${oneLine(stage.title)}`;
  if (isChanging(stage)) return changeWords(stage);
  const wait = stage.forMs > 0 ? `wait ${duration(stage.forMs)}, then ` : '';
  return `${wait}go on only if nothing is worse`;
}

export const phaseWords = {
  pending: 'to come',
  running: 'running',
  waiting: 'waiting',
  done: 'done',
  failed: 'failed',
  unfinished: 'not finished',
  'left-out': 'left out',
} as const satisfies Record<StagePhase, string>;

/** What it is doing now: `starting 4 of 6`, `waiting 8 min, then 5 → 3`. */
export function operationActivity(operation: Operation, changes: readonly Change[], now: number): string {
  const { plan, stages } = operation;
  const index = stages.findIndex(({ phase }) => phase === 'running' || phase === 'waiting');
  const [stage, state] = [plan.stages[index], stages[index]];
  if (!stage || !state) return stages.some(({ phase }) => phase === 'done') ? 'going on' : 'beginning';
  if (isChanging(stage)) {
    const change = changes.find((each) => each.plan.serviceId === stage.serviceId && isRunning(each));
    const many = new Set(plan.stages.filter(isChanging).map(({ serviceId }) => serviceId)).size > 1;
    const doing = change ? changeActivity(change) : stageWords(stage);
    return many && change ? `${oneLine(stage.title)} ${doing}` : doing;
  }
  const next = plan.stages.slice(index + 1).find(isChanging);
  const then = next ? `, then ${stepWords(next, plan)}` : ', then done';
  const left = (state.until ?? now) - now;
  return left > 0 ? `waiting ${duration(left)}${then}` : `looking whether anything is worse${then}`;
}

/** Of one on an engine that this window is not on. */
export const outOfSightWords = 'not known from here';
export const outOfSightText = ({ context }: OperationPlan): string =>
  `It had not ended when it was last seen. What became of it shows once this window is on the context ${oneLine(context)}.`;

/** Where only one service changes, its title is said already. */
function stepWords(stage: ChangingStage, plan: OperationPlan): string {
  const only = new Set(plan.stages.filter(isChanging).map(({ serviceId }) => serviceId)).size === 1;
  return only && stage.stage === 'scale' ? `${stage.from} → ${stage.to}` : changeWords(stage);
}

const resultWords = {
  done: 'done',
  stopped: 'stopped',
  failed: 'failed',
  cancelled: 'cancelled',
  interrupted: 'interrupted',
} as const satisfies Record<OperationResult, string>;

/** How it ended, with what came after: `verified`, `done, not verified: 2 checks failed`, `interrupted, resumed`. Empty while it is under way. */
export function operationResult({ outcome, watch, continuedBy, verified }: Operation): string {
  if (!outcome) return '';
  const since =
    continuedBy !== undefined
      ? 'resumed'
      : watch?.verdict === 'calm' && outcome.result === 'done'
        ? 'calm since'
        : watch?.verdict === 'worse'
          ? 'worse since'
          : '';
  // That it is done goes without saying where it is verified.
  const isVerified = outcome.result === 'done' && verified?.verdict === 'pass';
  const result = isVerified ? '' : resultWords[outcome.result];
  return [result, verified ? verifiedWords(verified) : '', since].filter(Boolean).join(', ');
}

/** `PDF Worker has 6 replicas`, `Backend has 2 replicas and PDF Worker 6`; what could not be told is said, too. */
export function countsWords(plan: OperationPlan, counts: ServiceCounts): string {
  const names = Object.keys(plan.before);
  const known = names.filter((name) => Object.hasOwn(counts, name));
  const unknown = names.filter((name) => !Object.hasOwn(counts, name)).map((name) => titleIn(plan, name));
  const told = known.map((name, index) => {
    const amount = countIn(counts, name) ?? 0;
    return index === 0 ? `${titleIn(plan, name)} has ${count(amount, 'replica')}` : `${titleIn(plan, name)} ${amount}`;
  });
  return [list(told), unknown.length > 0 ? `how many ${list(unknown)} has could not be told` : '']
    .filter(Boolean)
    .join('; ');
}

/** What people call a service of the plan. */
export function titleIn({ stages, services }: OperationPlan, name: string): string {
  const stage = stages.filter(isChanging).find(({ service }) => service === name);
  return oneLine(stage?.title ?? services.find(({ service }) => service === name)?.title ?? name);
}

/** The whole of it in a sentence or two: how it ended, why, and what there is now. */
export function operationSummary(operation: Operation, changes: readonly Change[], now: number): string {
  const { plan, outcome, startedAt } = operation;
  if (!outcome) return `Under way: ${operationActivity(operation, changes, now)}.`;
  const took = duration(outcome.endedAt - startedAt);
  const ended = {
    done: `Done in ${took}.`,
    stopped: `Stopped after ${took}.`,
    failed: `Failed after ${took}.`,
    cancelled: `Cancelled after ${took}.`,
    interrupted: 'Interrupted.',
  } as const satisfies Record<OperationResult, string>;
  const why =
    outcome.problem && outcome.problem.reason !== 'cancelled' ? operationProblemText(outcome.problem, operation) : '';
  const counts = countsWords(plan, outcome.counts);
  return [ended[outcome.result], why, counts === '' ? '' : `${counts}.`].filter(Boolean).join(' ');
}

/** What can be done about one that was found interrupted, as far as the journal tells. */
export const interruptedWays = (operation: Operation, now: number): readonly ('Resume' | 'Go Back')[] => [
  ...(resumeOf(operation, now, () => undefined) ? (['Resume'] as const) : []),
  ...(undoOf(operation) ? (['Go Back'] as const) : []),
];

/** What is told of one that was found interrupted: what happened, what there is, and what can be done. */
export function interruptedText(operation: Operation, now: number, zone: Zone): string {
  const { plan, startedAt, outcome } = operation;
  const counts = outcome ? countsWords(plan, outcome.counts) : '';
  const goesBack = undoOf(operation) !== undefined;
  const told = [
    `${operationTitle(plan)}, begun ${whenAt(startedAt, now, zone)}, was interrupted: ${becauseOf(operation)}.`,
    counts === '' ? '' : `${counts} now.`,
    resumeOf(operation, now, () => undefined)
      ? `Nothing more is done until you resume it${goesBack ? ' or go back' : ''}.`
      : `Nothing of it is left to do${goesBack ? '; go back if it was not wanted' : ''}.`,
  ].filter(Boolean);
  return labelled(plan.context, told.join(' '));
}

function becauseOf({ outcome }: Operation): string {
  const slept = outcome?.problem?.reason === 'interrupted' && outcome.problem.slept === true;
  return slept
    ? 'this machine slept during a wait, or its clock was set forward'
    : 'its window was closed or reloaded, or the extension ended';
}
