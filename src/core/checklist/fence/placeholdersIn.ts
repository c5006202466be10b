import type { ChecklistDocument } from '../document.js';
import { fencesIn } from '../fencesIn.js';
import { stackSubject } from '../stackSubject.js';
import { fenceCommand } from './fenceCommand.js';

const nothing = stackSubject('', undefined);

/** Names of the placeholders that a run has to have something for, for every command of a checklist to be run. */
export function placeholdersIn({ blocks }: Pick<ChecklistDocument, 'blocks'>): ReadonlySet<string> {
  const problems = fencesIn(blocks).flatMap((fence) => fenceCommand(fence, nothing)?.problems ?? []);
  return new Set(problems.filter(({ problem }) => problem === 'missing').map(({ name }) => name));
}
