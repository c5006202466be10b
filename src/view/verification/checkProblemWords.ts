import type { Check, CheckProblem } from '../../core/verification/check.js';
import { duration } from '../figures.js';
import { oneLine } from '../markdown.js';
import type { ActionId, Advice } from './checkActions.js';

/** Why nothing could be told. */
export function problemText(problem: CheckProblem | undefined, { timeoutMs }: Pick<Check, 'timeoutMs'>): string {
  if (!problem) return 'It could not be told.';
  switch (problem.reason) {
    case 'timed-out':
      return `It took longer than ${duration(timeoutMs)} and was ended.`;
    case 'cancelled':
      return 'It was cancelled before it was made.';
    case 'untrusted':
      return 'This workspace is not trusted, so nothing was asked or run.';
    case 'too-few':
      return `${Math.round(problem.have)} seen, and at least ${Math.round(problem.needed)} are needed to judge by.`;
    case 'unreachable':
      return `It could not be asked: ${oneLine(problem.detail) || 'there was no answer'}`.replace(/([^.?!…])$/, '$1.');
    case 'not-told-how':
      return `The runbook does not say how: ${oneLine(problem.key)}.`;
  }
}

const none: readonly ActionId[] = [];

const advice = {
  'timed-out': {
    text: 'Run the check again; where it is too slow again, the stack or the way to it is overloaded.',
    actions: none,
  },
  cancelled: { text: '', actions: none },
  untrusted: { text: 'Trust this workspace, then run the check again.', actions: none },
  'too-few': { text: 'Run the check again once there is more to see.', actions: none },
  unreachable: {
    text: 'See that it runs and can be reached from this machine, then run the check again.',
    actions: none,
  },
  'not-told-how': {
    text: 'Say it in the runbook file, or leave it: what cannot be told counts as no pass.',
    actions: ['open-runbook'],
  },
} as const satisfies Record<CheckProblem['reason'], Advice>;

export const problemAdvice = (problem: CheckProblem | undefined): Advice => advice[problem?.reason ?? 'too-few'];
