import { itemOf } from './applyRunEvent.js';
import type { ChecklistRun } from './run.js';
import type { StageTasks } from './stageTasks.js';

/** Why an item cannot be ticked, or unticked: its run or its stage is over, it is not there, it is the machine's, or a reason is wanted. */
export type TickProblem = 'ended' | 'gone' | 'closed' | 'machine' | 'reason';

/** @param reason empty where none was given */
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
  const { mark, seen } = itemOf(run, item);
  if (mark?.by === 'machine') return 'machine';
  return isTicked && seen?.verdict === 'fail' && reason.trim() === '' ? 'reason' : undefined;
}
