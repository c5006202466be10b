import type { Step } from '../../../core/scaling/plan.js';
import { parseProgress } from './composeProgress.js';

const CREATES = ['Creating'];
const REMOVES = ['Stopping', 'Killing', 'Removing'];
const RECREATES = ['Recreate', 'Recreating', 'Recreated'];
const OTHERWISE_CHANGES = ['Starting', 'Restarting'];

/** A sentence on where a rehearsal by Compose goes beyond the plan or falls short of it, or undefined when both agree. */
export function forecastProblem(rehearsal: string, steps: readonly Step[]): string | undefined {
  const namesOf = (verbs: readonly string[]): Set<string> => namesIn(rehearsal, verbs);
  const planned = (kind: Step['kind']): string[] => steps.filter((step) => step.kind === kind).map((step) => step.name);

  const recreated = recreatedBy(rehearsal);
  if (recreated.size > 0) {
    return `Compose would recreate ${list(recreated)}: the Compose files, their environment or the image differ from what runs.`;
  }
  const surplus = [
    ...without(namesOf(CREATES), planned('create')),
    ...without(namesOf(REMOVES), planned('remove')),
    ...namesOf(OTHERWISE_CHANGES),
  ];
  if (surplus.length > 0)
    return `Compose would also create, start or remove ${list(surplus)}, which the plan does not name.`;
  const missing = [
    ...without(planned('create'), [...namesOf(CREATES)]),
    ...without(planned('remove'), [...namesOf(REMOVES)]),
  ];
  if (missing.length > 0) return `Compose would not do what is planned for ${list(missing)}.`;
  return undefined;
}

/** Containers that a rehearsal makes anew. */
export const recreatedBy = (rehearsal: string): ReadonlySet<string> => namesIn(rehearsal, RECREATES);

function namesIn(rehearsal: string, verbs: readonly string[]): Set<string> {
  const lines = rehearsal.split('\n').flatMap((line) => parseProgress(line) ?? []);
  return new Set(lines.filter(({ verb }) => verbs.includes(verb)).map(({ container }) => container));
}

const without = (names: Iterable<string>, others: readonly string[]): string[] =>
  [...names].filter((name) => !others.includes(name));

const list = (names: Iterable<string>): string => [...new Set(names)].sort().join(', ');
