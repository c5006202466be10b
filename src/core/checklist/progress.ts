import { isTicked, itemOf } from './applyRunEvent.js';
import type { Task } from './document.js';
import type { ChecklistRun } from './run.js';

/** How far a run is. */
export interface Progress {
  readonly done: number;
  /** Items that apply. */
  readonly total: number;
}

/** An item that does not apply counts only where a person has said something of it all the same. */
const isCounted = (run: ChecklistRun, task: string): boolean => {
  const { mark, denial, seen } = itemOf(run, task);
  return mark !== undefined || denial !== undefined || seen?.verdict !== 'not-needed';
};

export const isDone = (run: ChecklistRun, task: string): boolean => isTicked(itemOf(run, task));

export function progressOf(run: ChecklistRun, tasks: readonly Pick<Task, 'id'>[]): Progress {
  const counted = tasks.filter(({ id }) => isCounted(run, id));
  return { done: counted.filter(({ id }) => isDone(run, id)).length, total: counted.length };
}
