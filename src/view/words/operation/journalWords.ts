import type { JournalFlaw, JournalProblem } from '../../../core/operation/journal/readJournal.js';
import type { LiveState } from '../../../core/live/liveState.js';
import { isUnderWay } from '../../../core/operation/operation.js';
import { isOutOfSight } from '../../../core/operation/run/outOfSight.js';
import { count } from '../../figures.js';
import { oneLine } from '../../markdown.js';

const flawWords = {
  torn: 'it was never finished',
  unreadable: 'it is none that a journal has',
  'of-another-version': 'a newer version wrote it',
} as const satisfies Record<JournalFlaw, string>;

/** For the log. */
export const journalProblemLine = ({ line, what }: JournalProblem): string =>
  `Line ${line} of the journal is left out: ${flawWords[what]}.`;

/** One line for all that is wrong; empty where nothing is. */
export function journalNotice(problems: readonly JournalProblem[]): string {
  if (problems.length === 0) return '';
  const lines = count(problems.length, 'line');
  return `${lines} of the journal ${problems.length === 1 ? 'is' : 'are'} left out; the output says which and why.`;
}

/** A note that the disk did not take. */
export const noteProblemText = (detail: string): string =>
  `The note could not be kept (${oneLine(detail).replace(/\.$/, '')}), so the journal is as it was. Make room on the disk, then try again.`;

/** What a closed history still says: `1 under way · 2 interrupted`. */
export function historyDescription(live: Pick<LiveState, 'operations' | 'connection' | 'own'>): string {
  const { operations } = live;
  const open = operations.filter((operation) => isUnderWay(operation) && !isOutOfSight(operation, live)).length;
  const interrupted = operations.filter(
    ({ outcome, continuedBy }) => outcome?.result === 'interrupted' && continuedBy === undefined,
  ).length;
  return [open > 0 ? `${open} under way` : '', interrupted > 0 ? `${interrupted} interrupted` : '']
    .filter(Boolean)
    .join(' · ');
}
