import type { Cause } from '../../core/diagnosis/cause.js';
import type { Diagnosis } from '../../core/diagnosis/diagnosis.js';
import { list } from '../figures.js';
import { oneLine } from '../markdown.js';
import { shortName } from '../words/names.js';

/** What sentences about a cause are of. */
export type Of = Pick<Diagnosis, 'title' | 'stack' | 'ready' | 'replicas'>;

const shown = 3;

/** `web-3`, `web-3 and web-4`, `web-3, web-4 and 5 more`; the service where it is of no single ones. */
export function who({ replicas }: Pick<Cause, 'replicas'>, { title, stack }: Of): string {
  if (replicas.length === 0) return oneLine(title);
  const names = replicas.slice(0, shown).map((name) => shortName(name, stack));
  const more = replicas.length - names.length;
  return list(more > 0 ? [...names.slice(0, shown - 1), `${more + 1} more`] : names);
}

/** The verb for one, or for several. */
export const verb = ({ replicas }: Pick<Cause, 'replicas'>, one: string, several: string): string =>
  replicas.length > 1 ? several : one;
