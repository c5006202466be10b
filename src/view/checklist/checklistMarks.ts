import type { ChecklistMarks } from '../../protocol/checklistPage.js';
import type { ChecklistContext } from './checklistContext.js';
import { fenceMark } from './fenceMark.js';
import { itemMark } from './itemMark.js';
import { nextTask, pageFoot } from './pageFoot.js';
import { pageHead } from './pageHead.js';
import { stageMark } from './stageMark.js';

/**
 * All that changes while somebody works through a checklist, as it stands.
 *
 * @param failure why the text that is shown is not the file's own; empty where it is
 */
export function checklistMarks(context: ChecklistContext, failure = ''): Required<ChecklistMarks> {
  const { run, stages, fences } = context;
  const next = nextTask(context);
  return {
    head: pageHead(context, failure),
    foot: pageFoot(next, context),
    stages: stages.map((stage) => stageMark(stage, next !== undefined && stage.tasks.includes(next), context)),
    items: stages.flatMap(({ id, tasks }) => {
      const isSettled = run.endedAt !== undefined || run.closed.has(id);
      return tasks.map((task) => itemMark(task, isSettled, context));
    }),
    fences: fences.map((facts) => fenceMark(facts, context)),
  };
}
