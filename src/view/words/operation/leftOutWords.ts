import { list } from '../../figures.js';
import { oneLine } from '../../markdown.js';

/** A service of another stack than the one that a plan is about. */
export interface LeftOut {
  readonly title: string;
  readonly stack: string;
}

const shown = 3;

/** What of a selection is not in the plan: `A plan is of one stack: web of shop is not in this one, which is of blog. Plan it by itself.` */
export function leftOutText(stack: string, others: readonly LeftOut[]): string {
  const names = others.slice(0, shown).map((other) => `${oneLine(other.title)} of ${oneLine(other.stack)}`);
  const rest = others.length - names.length;
  const who = rest > 0 ? `${names.join(', ')} and ${rest} more` : list(names);
  const [are, them] = others.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return `A plan is of one stack: ${who} ${are} not in this one, which is of ${oneLine(stack)}. Plan ${them} by ${others.length === 1 ? 'itself' : 'themselves'}.`;
}
