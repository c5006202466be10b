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

/** What a target means from where the service is: `3 → 6 adds 3 replicas · min 2 · baseline 3 · max 50`. */
export function targetMeaning(present: number, target: number, bounds: string): string {
  const change =
    target > present
      ? `${present} → ${target} adds ${count(target - present, 'replica')}`
      : target < present
        ? `${present} → ${target} removes ${count(present - target, 'replica')}`
        : `${present} now`;
  return `${change} · ${bounds}`;
}
