import type { TeamFact } from '../../core/team/teamMessage.js';
import { count } from '../figures.js';

/** Every kind of webhook has room for twelve facts, four of which are about the operation as a whole. */
const most = 8;

/** Those that there is room for, and what is left out. */
export const someFacts = (facts: readonly TeamFact[]): readonly TeamFact[] =>
  facts.length <= most
    ? facts
    : [
        ...facts.slice(0, most - 1),
        { name: 'And', value: count(facts.length - most + 1, 'more change', 'more changes') },
      ];
