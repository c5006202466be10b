import type { Change, ChangeProblem, StepPhase, StepState } from '../../../core/scaling/change.js';
import type { EngineFailureReason } from '../../../core/connection/engineFailure.js';
import type { Step } from '../../../core/scaling/plan.js';
import { count, duration } from '../../figures.js';
import { oneLine } from '../../markdown.js';
import { engineFailureWords } from '../connection/engineFailureWords.js';
import { shortName } from '../names.js';

const phaseCount = (change: Change, ...phases: readonly StepPhase[]): number =>
  change.steps.filter((state) => phases.includes(state.phase)).length;

/** What an operation is doing now: `starting 4 of 6`, `waiting for health, 5 of 6 ready`, `stopping 2`. */
export function changeActivity(change: Change): string {
  const { plan } = change;
  if (plan.kind === 'restart')
    return `restarting, ${phaseCount(change, 'done')} of ${count(plan.steps.length, 'replica')} back`;
  if (plan.scaler.kind === 'swarm') return `waiting for ${count(plan.to, 'task')}`;
  const gaining = change.steps.filter((state) => state.step.kind !== 'remove');
  const removals = change.steps.length - gaining.length;
  const gained = gaining.every(({ phase }) => phase === 'done' || phase === 'failed');
  if (removals > 0 && gained) return `stopping ${change.steps.length - phaseCount(change, 'done', 'failed')}`;
  const settled = plan.to - gaining.length;
  // The one being started is the one that is counted.
  const notBegun = gaining.filter((state) => state.phase === 'waiting').length;
  if (gaining.some(({ phase }) => phase === 'waiting' || phase === 'running'))
    return `starting ${plan.to - notBegun} of ${plan.to}`;
  const ready = gaining.filter((state) => state.phase === 'done').length;
  return `waiting for health, ${settled + ready} of ${plan.to} ready`;
}

/** The same with names, for where there is room: `3 of 6 ready; starting pdf-worker-5; waiting for health of pdf-worker-4`. */
export function changeDetail(change: Change): string {
  const { plan, steps } = change;
  const named = (words: string, wanted: (state: StepState) => boolean): readonly string[] => {
    const names = steps.filter(wanted).map(({ step }) => shortName(step.name, plan.project));
    if (names.length === 0) return [];
    const more = names.length > shownBusy ? ` and ${names.length - shownBusy} more` : '';
    return [`${words} ${names.slice(0, shownBusy).join(', ')}${more}`];
  };
  const running =
    (...kinds: readonly Step['kind'][]) =>
    (state: StepState): boolean =>
      state.phase === 'running' && kinds.includes(state.step.kind);
  const gaining = steps.filter(({ step }) => step.kind !== 'remove');
  const ready = plan.to - gaining.filter(({ phase }) => phase !== 'done').length;
  const parts = [
    ...(plan.kind === 'restart' ? [`${phaseCount(change, 'done')} of ${plan.steps.length} back`] : []),
    ...(plan.kind === 'scale' && gaining.length > 0 ? [`${ready} of ${plan.to} ready`] : []),
    ...named('starting', running('create', 'start')),
    ...named('restarting', running('restart')),
    ...named('waiting for health of', ({ phase }) => phase === 'waiting-for-health'),
    ...named('stopping', running('remove')),
  ];
  return parts.length > 0 ? parts.join('; ') : changeActivity(change);
}

const shownBusy = 3;

/** What has come of it: what happened, what is running now, what to do. */
export function outcomeText(change: Change): string {
  const { plan, outcome, startedAt } = change;
  const title = oneLine(plan.title);
  if (!outcome) return `${title}: ${changeActivity(change)}`;
  const took = duration(outcome.endedAt - startedAt);
  if (!outcome.problem && outcome.running === undefined) {
    return `${title}: every step was completed, after ${took}. How many replicas it has now could not be told.`;
  }
  if (!outcome.problem) {
    return plan.kind === 'restart'
      ? `${title} restarted ${count(plan.steps.length, 'replica')}, each ready again, in ${took}.`
      : `${title} runs ${outcome.running} of ${plan.to}${readyWords(change)}, after ${took}.`;
  }
  const done = phaseCount(change, 'done');
  const left = plan.steps.length - done;
  const has =
    outcome.running === undefined
      ? 'How many replicas it has now is not known'
      : `It has ${count(outcome.running, 'replica')} now`;
  const now = `${has}; ${done === 0 ? 'no step was completed' : `${left} of ${count(plan.steps.length, 'step')} not completed`}.`;
  return `${changeProblemText(outcome.problem, plan)} ${now}`;
}

function readyWords({ plan }: Change): string {
  if (plan.to < plan.from) return '';
  return plan.guards.some((guard) => guard.guard === 'health-check' && guard.verdict === 'pass') ? ', all healthy' : '';
}

/** Why a change of a service stopped, in a sentence or two. */
export function changeProblemText(
  problem: ChangeProblem,
  service: { readonly title: string; readonly project: string },
): string {
  const title = oneLine(service.title);
  const nameOf = (step: { readonly name: string }): string => shortName(step.name, service.project);
  switch (problem.reason) {
    case 'cancelled':
      return `${title}: cancelled.`;
    case 'changed-meanwhile':
      return `The replicas of ${title} changed after the plan was made, so it was not carried out. Plan again from what runs now.`;
    case 'engine': {
      const { step, failure } = problem;
      const { happened, remedy } = engineFailureWords(failure);
      if (!step) return `${happened} ${remedy}`;
      // The engine may have done it, or do it yet, without anybody to tell it to.
      return untold.includes(failure.reason)
        ? `${happened} Whether ${nameOf(step)} was ${done[step.kind]} is not known. ${remedy}`
        : `${nameOf(step)} could not be ${done[step.kind]}. ${happened}`;
    }
    case 'not-ready':
      return `${nameOf(problem.step)} ${stateWords(problem.state)}.${logWords(problem.lastLog)}`;
    case 'not-healthy-in-time':
      return `${nameOf(problem.step)} was not healthy after ${duration(problem.waitedMs)}.${logWords(problem.lastLog)}`;
  }
}

export const untold: readonly EngineFailureReason[] = ['interrupted', 'timed-out'];

const done = {
  create: 'started',
  start: 'started',
  remove: 'removed',
  restart: 'restarted',
  update: 'brought to its count',
} as const;

function stateWords(state: string): string {
  if (state === 'gone' || state === 'removing') return 'is gone: something else removed it';
  if (state === 'unhealthy') return 'became unhealthy';
  if (state === 'out-of-memory') return 'was killed for using more memory than its limit';
  if (state === 'restarting') return 'keeps crashing';
  if (state.startsWith('exited')) return `ended with exit code ${state.slice('exited'.length).trim() || 'unknown'}`;
  return `is ${state}`;
}

const logWords = (lastLog: string): string => {
  const last = oneLine(lastLog.trim().split('\n').at(-1) ?? '');
  return last ? ` It last said: ${last.replace(/\.$/, '')}.` : '';
};
