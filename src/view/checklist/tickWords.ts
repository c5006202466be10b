import type { TickProblem } from '../../core/checklist/tickProblem.js';

/** Why something of a checklist was not done, in its page. */
const tickRefusals = {
  gone: 'This item is not in the file any more, and nothing was ticked. Look at the checklist again.',
  ended: 'This checklist has ended, and nothing was changed. Begin it again to go on.',
  closed: 'Its stage is closed, and nothing was changed. Reopen the stage first.',
  machine: 'Scalebook ticks this by itself, and unticks it when it is not so any more. Nothing was changed.',
  reason: 'Scalebook sees otherwise, and nothing was ticked. Give a reason.',
} as const satisfies Record<TickProblem, string>;

export const tickProblemText = (problem: TickProblem): string => tickRefusals[problem];

/** What was done with the commands of a stage. */
export const sectionEndText = ({
  ran,
  of,
  isDone,
}: {
  readonly ran: number;
  readonly of: number;
  readonly isDone: boolean;
}): string =>
  isDone
    ? `All ${of} commands have ended well.`
    : `${ran} of ${of} commands were run. The last one did not end well, so the others were left.`;
