import type { Operation, OperationProblem, Worsened } from '../../../core/operation/operation.js';
import { lastBegun } from '../../../core/operation/run/lastBegun.js';
import { list } from '../../figures.js';
import { oneLine } from '../../markdown.js';
import { changeProblemText } from './changeWords.js';
import { sentence } from '../sentence.js';

/** As much of an operation as tells where it stopped. */
export type StoppedOperation = Pick<Operation, 'plan' | 'stages'>;

/** Why an operation ended before all of its stages were done: what happened, and what was not done. */
export function operationProblemText(problem: OperationProblem, operation: StoppedOperation): string {
  switch (problem.reason) {
    case 'change':
      return changeProblemText(problem.problem, { title: changingTitle(operation), project: operation.plan.stack });
    case 'busy':
      return `${oneLine(problem.title)} is being changed by ${holderWords(problem.holder)}, so this stopped before it. Wait for that to end, then resume this.`;
    case 'worse':
      return `${list(problem.worsened.map(worsenedWords))}, so it went no further.`;
    case 'blind':
      return `Whether ${list(problem.titles.map(oneLine))} became worse could not be told any more, so it went no further.`;
    case 'connections':
      return `${sentence(problem.sentence)}${restoredWords(problem.restored)}`;
    case 'guard':
      return `A check found something on the way, so it went no further. ${sentence(problem.sentence)}`;
    case 'journal':
      return `The journal could not be written (${oneLine(problem.detail).replace(/\.$/, '')}), so it went no further: what is not written down is not done.`;
    case 'interrupted':
      if (problem.slept)
        return 'This machine slept during a wait, or its clock was set forward, so nobody saw what became of the step before, and it went no further.';
      return 'The window was closed or reloaded, or the extension ended, before all was done.';
    case 'cancelled':
      return 'It was cancelled.';
  }
}

/** Who is at work on a service, where a window has a name or has none. */
export const holderWords = (holder: string): string => oneLine(holder) || 'another operation of this window';

/** `PDF Worker went from normal to critical (CPU > 80 %)`. */
export function worsenedWords({ title, from, to, rule }: Worsened): string {
  const why = rule === '' ? '' : ` (${oneLine(rule)})`;
  return from === to ? `${oneLine(title)} got worse${why}` : `${oneLine(title)} went from ${from} to ${to}${why}`;
}

/** The service that was being changed when it stopped. */
const changingTitle = (operation: StoppedOperation): string => lastBegun(operation)?.title ?? operation.plan.stack;

const restoredWords = (restored: boolean | undefined): string =>
  restored === undefined
    ? ''
    : restored
      ? ' The limit from before is in force again.'
      : ' The limit from before could not be put back; Undo tries it again.';
