import type { Against, CalmGuard } from '../../../core/scaling/guards/guard.js';
import { refusalWords } from '../operation/refusalWords.js';

const shown = 3;

/** `Not a time for fewer: error rate is not normal; these are business hours, for another 3 h`. */
export function calmText({ verdict, known, against, at }: CalmGuard): string {
  if (!known)
    return 'Whether this is a time for fewer is not known: nobody has looked at its load lately; look again in a moment';
  if (verdict === 'pass') return 'Calm: nothing speaks against fewer';
  const said = against.slice(0, shown).map((one) => againstText(one, at));
  const rest = against.length - said.length;
  return `Not a time for fewer: ${said.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}

const againstText = ({ refusal, metric }: Against, at: number): string =>
  refusalWords(refusal, (id) => metric ?? { title: id, unit: 'count' }, at);
