import type { Operation, OperationProblem, StepPhase } from '../../core/scaling/operation.js';
import { count, duration } from '../figures.js';
import { oneLine } from '../markdown.js';
import { engineFailureWords } from './engineFailureWords.js';
import { shortName } from './names.js';

const phaseCount = (operation: Operation, ...phases: readonly StepPhase[]): number =>
  operation.steps.filter((state) => phases.includes(state.phase)).length;

/** What an operation is doing now: `starting 4 of 6`, `waiting for health, 5 of 6 ready`, `stopping 2`. */
export function operationActivity(operation: Operation): string {
  const { plan } = operation;
  if (plan.kind === 'restart')
    return `restarting, ${phaseCount(operation, 'done')} of ${count(plan.steps.length, 'replica')} back`;
  const gaining = operation.steps.filter((state) => state.step.kind !== 'remove');
  const removals = operation.steps.length - gaining.length;
  const gained = gaining.every(({ phase }) => phase === 'done' || phase === 'failed');
  if (removals > 0 && gained) return `stopping ${operation.steps.length - phaseCount(operation, 'done', 'failed')}`;
  const settled = plan.to - gaining.length;
  const waiting = gaining.filter((state) => state.phase === 'waiting' || state.phase === 'running').length;
  if (waiting > 0) return `starting ${plan.to - waiting} of ${plan.to}`;
  const ready = gaining.filter((state) => state.phase === 'done').length;
  return `waiting for health, ${settled + ready} of ${plan.to} ready`;
}

/** The same with the replicas that it is busy with: `starting 4 of 6: pdf-worker-4 waiting for health, pdf-worker-5 starting`. */
export function operationDetail(operation: Operation): string {
  const busy = operation.steps.flatMap(({ step, phase }) => {
    if (phase !== 'running' && phase !== 'waiting-for-health') return [];
    return [
      `${shortName(step.name, operation.plan.project)} ${phase === 'running' ? doing[step.kind] : 'waiting for health'}`,
    ];
  });
  const more = busy.length > shownBusy ? `, and ${busy.length - shownBusy} more` : '';
  const named = busy.length > 0 ? `: ${busy.slice(0, shownBusy).join(', ')}${more}` : '';
  return `${operationActivity(operation)}${named}`;
}

const shownBusy = 3;
const doing = { create: 'starting', start: 'starting', remove: 'stopping', restart: 'restarting' } as const;

/** From 0 to 1. */
export function operationProgress(operation: Operation): number {
  const worth = {
    waiting: 0,
    running: 0.3,
    'waiting-for-health': 0.6,
    done: 1,
    failed: 1,
    unfinished: 1,
    'left-out': 1,
  } as const satisfies Record<StepPhase, number>;
  const total = operation.steps.reduce((sum, state) => sum + worth[state.phase], 0);
  return operation.steps.length === 0 ? 1 : total / operation.steps.length;
}

/** What has come of it: what happened, what is running now, what to do. */
export function outcomeText(operation: Operation): string {
  const { plan, outcome, startedAt } = operation;
  const title = oneLine(plan.title);
  if (!outcome) return `${title}: ${operationActivity(operation)}`;
  const took = duration(outcome.endedAt - startedAt);
  if (!outcome.problem) {
    return plan.kind === 'restart'
      ? `${title} restarted ${count(plan.steps.length, 'replica')}, each ready again, in ${took}.`
      : `${title} runs ${outcome.running ?? plan.to} of ${plan.to}${readyWords(operation)}, after ${took}.`;
  }
  const done = phaseCount(operation, 'done');
  const left = plan.steps.length - done;
  const has =
    outcome.running === undefined
      ? 'How many replicas it has now is not known'
      : `It has ${count(outcome.running, 'replica')} now`;
  const now = `${has}; ${done === 0 ? 'no step was completed' : `${left} of ${count(plan.steps.length, 'step')} not completed`}.`;
  return `${problemText(outcome.problem, operation)} ${now}`;
}

function readyWords({ plan }: Operation): string {
  if (plan.to < plan.from) return '';
  return plan.guards.some((guard) => guard.guard === 'health-check' && guard.verdict === 'pass') ? ', all healthy' : '';
}

function problemText(problem: OperationProblem, { plan }: Operation): string {
  const title = oneLine(plan.title);
  const nameOf = (step: { readonly name: string }): string => shortName(step.name, plan.project);
  switch (problem.reason) {
    case 'cancelled':
      return `${title}: cancelled.`;
    case 'changed-meanwhile':
      return `The replicas of ${title} changed after the plan was made, so it was not carried out. Plan again from what runs now.`;
    case 'engine': {
      const { happened, remedy } = engineFailureWords(problem.failure);
      return problem.step
        ? `${nameOf(problem.step)} could not be ${done[problem.step.kind]}. ${happened}`
        : `${happened} ${remedy}`;
    }
    case 'not-ready':
      return `${nameOf(problem.step)} ${stateWords(problem.state)}.${logWords(problem.lastLog)}`;
    case 'not-healthy-in-time':
      return `${nameOf(problem.step)} was not healthy after ${duration(problem.waitedMs)}.${logWords(problem.lastLog)}`;
  }
}

const done = { create: 'started', start: 'started', remove: 'removed', restart: 'restarted' } as const;

function stateWords(state: string): string {
  if (state === 'gone') return 'is gone: something else removed it';
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
