import { resumeOf, undoOf } from '../../../core/operation/followUp.js';
import type { Operation, OperationProblem } from '../../../core/operation/operation.js';
import { engineFailureWords } from '../connection/engineFailureWords.js';
import { untold } from './changeWords.js';

/** What to do about an operation that ended before all was done; empty where that is said with what happened, or nothing is to do. */
export function outcomeAdvice(operation: Operation): string {
  const { outcome } = operation;
  if (!outcome?.problem || outcome.result === 'cancelled') return '';
  const first = firstOf(outcome.problem);
  if (first === undefined) return '';
  const resumes = resumeOf(operation, outcome.endedAt, () => undefined) !== undefined;
  const then = [...(resumes ? ['resume it'] : []), ...(undoOf(operation) ? ['go back'] : [])].join(' or ');
  return then === '' ? `${first}.` : `${first}. Then ${then}.`;
}

/** What comes before going on or back, without its full stop; undefined where what happened says what to do. */
function firstOf(problem: OperationProblem): string | undefined {
  switch (problem.reason) {
    case 'worse':
      return 'See why it became worse';
    case 'blind':
      return 'See why its metrics are not known';
    case 'guard':
      return 'Wait until that is over, or put it right';
    case 'journal':
      return 'Make room on the disk';
    case 'change':
      return firstOfChange(problem.problem);
    case 'busy':
    case 'connections':
    case 'interrupted':
    case 'cancelled':
      return undefined;
  }
}

function firstOfChange(problem: Extract<OperationProblem, { reason: 'change' }>['problem']): string | undefined {
  switch (problem.reason) {
    case 'not-ready':
    case 'not-healthy-in-time':
      return 'See what Diagnose finds';
    case 'engine': {
      const { step, failure } = problem;
      const isSaid = !step || untold.includes(failure.reason);
      return isSaid ? undefined : engineFailureWords(failure).remedy.replace(/\.$/, '');
    }
    case 'changed-meanwhile':
    case 'cancelled':
      return undefined;
  }
}
