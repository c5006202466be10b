import type { CommandEnd } from '../../core/checklist/run.js';
import type { TickProblem } from '../../core/checklist/tickProblem.js';
import { commandEndWords } from './fenceMark.js';

/** Why something of a checklist was not done, in its page. */
const tickRefusals = {
  gone: 'This item is not in the file any more, and nothing was ticked. Look at the checklist again.',
  ended: 'This checklist has ended, and nothing was changed. Begin it again to go on.',
  closed: 'Its stage is closed, and nothing was changed. Reopen the stage first.',
  machine: 'Scalebook sees that it is so, and nothing was changed. Give a reason why it is not.',
  reason: 'Scalebook sees otherwise, and nothing was ticked. Give a reason.',
} as const satisfies Record<TickProblem, string>;

export const tickProblemText = (problem: TickProblem): string => tickRefusals[problem];

/** What was pressed, where the journal could not take it. Nothing was changed. */
export const notKeptText = (what: string): string =>
  `${what} could not be kept in the journal, and nothing was changed. See that the disk has room; the output says why.`;

/** The team has heard it, and the journal has not. */
export const toldNotKeptText =
  'The team was told, but that could not be kept in the journal, so the item is not ticked. See that the disk has room, and tick it by hand.';

/** A command was run whose end the journal has not. */
export const endNotKeptText = (end: Omit<CommandEnd, 'at'>): string =>
  `The command ran (${commandEndWords(end)}), but that could not be kept in the journal. Copy what it said before you close this page, and see that the disk has room.`;

/** It has no way to be done; the log has why. */
export const brokeOffText = (what: string): string =>
  `${what} broke off. What was done up to then is done; the output says why.`;

const leftWords = {
  failed: 'The last one did not end well, so the others were left.',
  cancelled: 'Then they were cancelled, and the others were left.',
  'not-kept':
    'What came of the last one could not be kept in the journal, so the others were left. See that the disk has room; the output says why.',
} as const;

/** What was done with the commands of a stage. */
export const sectionEndText = ({
  ran,
  of,
  how,
}: {
  readonly ran: number;
  readonly of: number;
  readonly how: 'done' | keyof typeof leftWords;
}): string =>
  how === 'done' ? `All ${of} commands have ended well.` : `${ran} of ${of} commands were run. ${leftWords[how]}`;
