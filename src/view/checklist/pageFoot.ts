import { isTicked } from '../../core/checklist/applyRunEvent.js';
import type { Task } from '../../core/checklist/document.js';
import { progressOf } from '../../core/checklist/progress.js';
import type { PageFoot } from '../../protocol/checklistPage.js';
import { button } from '../pageButton.js';
import { oneLine } from '../markdown.js';
import type { ChecklistContext } from './checklistContext.js';
import { itemButtons } from './itemActions.js';
import { isNotNeeded, itemState } from './itemMark.js';

/** The first item that is open, in the first stage that is. */
export function nextTask(context: ChecklistContext): Task | undefined {
  const { run, stages } = context;
  for (const { id, tasks } of stages) {
    if (run.closed.has(id)) continue;
    const open = tasks.find((task) => {
      const state = itemState(context, task);
      return !isTicked(state) && !isNotNeeded(state);
    });
    if (open) return open;
  }
  return undefined;
}

/** What comes next, with the button that does it; or that there is nothing more. */
export function pageFoot(next: Task | undefined, context: ChecklistContext): PageFoot {
  const { run, stages } = context;
  const { done, total } = progressOf(
    run,
    stages.flatMap(({ tasks }) => tasks),
  );
  if (run.endedAt !== undefined)
    return { text: `Ended with ${done} of ${total} done.`, isDone: true, item: '', button: exportButton };
  if (total === 0)
    return { text: 'There is nothing to tick in this file.', isDone: false, item: '', button: undefined };
  if (!next) {
    const text =
      done === total ? `All is done: ${done} of ${total}.` : `Every stage is closed, with ${done} of ${total} done.`;
    return { text, isDone: true, item: '', button: exportButton };
  }
  const { seen, denial } = itemState(context, next);
  const why = oneLine(denial?.reason ?? (seen?.verdict === 'fail' ? seen.evidence : ''));
  const [first] = itemButtons(next, run.subject, why === '' ? 'open' : 'failed');
  return {
    text: `Next: ${oneLine(next.text)}${why === '' ? '' : `: ${why}`}`,
    isDone: false,
    item: next.id,
    button: first && first.id !== 'add-note' ? { ...first, isFirst: true } : undefined,
  };
}

const exportButton = button('export', 'Export…', 'Export Report', true);
