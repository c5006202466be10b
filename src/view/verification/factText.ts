import type { CheckKind } from '../../core/verification/check.js';
import type { Fact } from '../../core/verification/fact.js';
import { alertLine } from './alertWords.js';
import { factLine } from './factWords.js';

/** One fact as a line of its own, whatever kind it is of. */
export const factText = (kind: CheckKind, fact: Fact): string =>
  kind === 'alerts' ? alertLine(fact) : factLine(kind, fact);
