import type { CountsProblem } from '../../../core/operation/plan/countsOfText.js';
import { oneLine } from '../../markdown.js';

/** What is wrong, where, and what is right: `"backnd" is no service that can be scaled (at character 12)`. */
export function countsProblemText({ at, word, why }: CountsProblem): string {
  return `${reasonText(word, why)} (at character ${at + 1})`;
}

function reasonText(word: string, why: CountsProblem['why']): string {
  switch (why.reason) {
    case 'no-pair':
      return `"${oneLine(word)}" is no service with a count, such as web=3`;
    case 'not-a-number':
      return `"${oneLine(word)}" needs a whole number after the =`;
    case 'unknown-service':
      return `"${oneLine(why.service)}" is no service that can be scaled`;
    case 'twice':
      return `"${oneLine(why.service)}" is there twice`;
    case 'above-max':
      return `"${oneLine(word)}" is above the maximum of ${why.max}`;
    case 'below-min':
      return `"${oneLine(word)}" is below the minimum of ${why.min}`;
  }
}

/** `Frontend 1 → 2`, or `Frontend 2` where that is what runs. */
export const countChange = (title: string, present: number, wanted: number): string =>
  present === wanted ? `${oneLine(title)} ${wanted}` : `${oneLine(title)} ${present} → ${wanted}`;
