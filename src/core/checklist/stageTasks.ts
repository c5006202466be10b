import type { ChecklistDocument, Task } from './document.js';
import { stagesOf } from './stagesOf.js';
import { tasksIn } from './tasksIn.js';

/** A stage of a checklist with its items. */
export interface StageTasks {
  /** Of its heading; empty for what stands before any. */
  readonly id: string;
  readonly title: string;
  readonly tasks: readonly Task[];
}

/** The stages of a checklist, each with its items in the order of the file. */
export function stageTasks(document: Pick<ChecklistDocument, 'blocks'>): readonly StageTasks[] {
  const byId = new Map(tasksIn(document.blocks).map((task) => [task.id, task]));
  return stagesOf(document).map(({ id, title, tasks }) => ({
    id,
    title,
    tasks: tasks.flatMap((task) => byId.get(task) ?? []),
  }));
}
