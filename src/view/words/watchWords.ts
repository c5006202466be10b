import type { Operation, Worsened } from '../../core/operation/operation.js';
import type { StillUp } from '../../core/operation/reminder.js';
import { duration, list } from '../figures.js';
import { oneLine } from '../markdown.js';
import { labelled } from './demoLabel.js';
import { worsenedWords } from './operationProblemText.js';
import { operationPlanTitle } from './operationPlanWords.js';

/** A look of the watch has found something: `After Scale PDF Worker 3 → 10: Backend went from normal to critical (p95).` */
export const worseText = ({ plan }: Operation, worsened: readonly Worsened[]): string =>
  labelled(plan.context, `After ${operationPlanTitle(plan)}: ${list(worsened.map(worsenedWords))}.`);

/** `PDF Worker has run 10 for 1 h. Look whether fewer would do.` */
export const reminderText = ({ plan }: Operation, up: readonly StillUp[], sinceMs: number): string =>
  labelled(
    plan.context,
    `${list(up.map(({ title, replicas }) => `${oneLine(title)} has run ${replicas}`))} for ${hours(sinceMs)}. Look whether fewer would do.`,
  );

/** `1 h` is what the runbook says, and `60 min` is not. */
const hours = (ms: number): string => {
  const minutes = Math.round(ms / 60_000);
  return minutes >= 60 && minutes % 60 === 0 ? `${minutes / 60} h` : duration(ms);
};

/** The team could not be told, and the operation goes on. */
export const notToldText = ({ plan }: Operation, reason: string): string =>
  `The team was not told of ${operationPlanTitle(plan)}: ${oneLine(reason)}. The operation is not touched by that.`;
