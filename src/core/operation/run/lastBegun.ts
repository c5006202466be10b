import type { Operation } from '../operation.js';
import { isChanging, type ChangingStage } from '../stage.js';

/** The stage that was changing something when an operation stopped; the first that would have, where it came to none. */
export function lastBegun({ plan, stages }: Pick<Operation, 'plan' | 'stages'>): ChangingStage | undefined {
  const begun = plan.stages.filter((_, index) => stages[index]?.begunAt !== undefined).filter(isChanging);
  return begun.at(-1) ?? plan.stages.find(isChanging);
}
