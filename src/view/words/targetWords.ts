import type { TargetProblem } from '../../core/scaling/parseTarget.js';
import { count } from '../figures.js';

export function targetProblemText(problem: TargetProblem): string {
  switch (problem.reason) {
    case 'not-a-number':
      return 'Type a whole number, such as 6';
    case 'above-max':
      return `Above the maximum of ${problem.max}`;
    case 'below-min':
      return `Below the minimum of ${problem.min}`;
  }
}

/** What a target means from where the service is. */
export function targetMeaning(present: number, target: number): string {
  if (target > present) return `adds ${count(target - present, 'replica')}`;
  return target < present ? `removes ${count(present - target, 'replica')}` : 'as many as there are';
}
