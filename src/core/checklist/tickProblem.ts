import { itemOf } from './applyRunEvent.js';
import type { ChecklistRun } from './run.js';
import type { StageTasks } from './stageTasks.js';

/** Why an item cannot be ticked, or unticked: its run or its stage is over, it is not there, or a reason is wanted against what the machine sees. */
export type TickProblem = 'ended' | 'gone' | 'closed' | 'machine' | 'reason';

/** @param reason empty where none was given: against what a machine sees it wants one */
export function tickProblem(
  run: ChecklistRun,
  stages: readonly StageTasks[],
  item: string,
  isTicked: boolean,
  reason: string,
): TickProblem | undefined {
  if (run.endedAt !== undefined) return 'ended';
  const stage = stages.find(({ tasks }) => tasks.some(({ id }) => id === item));
  if (!stage) return 'gone';
  if (run.closed.has(stage.id)) return 'closed';
  if (reason.trim() !== '') return undefined;
  const { mark, seen } = itemOf(run, item);
  if (!isTicked) return mark?.by === 'machine' ? 'machine' : undefined;
  return seen?.verdict === 'fail' ? 'reason' : undefined;
}
