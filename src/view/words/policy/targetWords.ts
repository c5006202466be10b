import { compareVerdicts } from '../../../core/scaling/guards/compareVerdicts.js';
import type { Guard, Verdict } from '../../../core/scaling/guards/guard.js';
import type { TargetProblem } from '../../../core/scaling/parseTarget.js';
import { count } from '../../figures.js';
import { guardText } from '../guards/guardWords.js';

/** Why a count that was typed cannot be. */
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

/**
 * What a target means from where the service is: `3 → 6 adds 3 replicas · needs 6 GiB, 11 GiB free · min 2 · baseline 3 · max 50`.
 *
 * @param guards what its figures come to, as far as that is known by now
 */
export function targetMeaning(present: number, target: number, bounds: string, guards: readonly Guard[] = []): string {
  const change =
    target > present
      ? `${present} → ${target} adds ${count(target - present, 'replica')}`
      : target < present
        ? `${present} → ${target} removes ${count(present - target, 'replica')}`
        : `${present} now`;
  return [change, ...guards.map(shortText), bounds].join(' · ');
}

/** Beside the count the memory is what it needs; its heading says nothing more. */
const shortText = (guard: Guard): string =>
  guard.guard === 'host-memory' ? guardText(guard).replace(/^Memory: /, '') : guardText(guard);

/** How much stands in the way of it. */
export const targetVerdict = (guards: readonly Guard[]): Verdict =>
  guards.reduce<Verdict>((worst, { verdict }) => (compareVerdicts(verdict, worst) > 0 ? verdict : worst), 'pass');
