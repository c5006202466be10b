import { undoOf } from '../../../core/operation/followUp.js';
import type { Operation, Watch, WatchLook, Worsened } from '../../../core/operation/operation.js';
import type { StillUp } from '../../../core/operation/reminder.js';
import type { OperationPolicy } from '../../../core/runbook/operationPolicy.js';
import { duration, list } from '../../figures.js';
import { oneLine } from '../../markdown.js';
import { labelled } from '../demoLabel.js';
import { worsenedWords } from './operationProblemText.js';
import { operationPlanTitle } from './operationPlanWords.js';

/** A look of the watch has found something: `After Scale PDF Worker 3 → 10: Backend went from normal to critical (p95). Nothing was done about it; …` */
export const worseText = (operation: Operation, worsened: readonly Worsened[]): string => {
  const { plan } = operation;
  const then = undoOf(operation) ? 'see why, then undo it or leave it' : 'see why first';
  return labelled(
    plan.context,
    `After ${operationPlanTitle(plan)}: ${list(worsened.map(worsenedWords))}. Nothing was done about it; ${then}.`,
  );
};

/** What comes after an operation: `then a look after 3 min, and every 10 min for 1 h`; empty where nothing does. */
export function followsWords({ settleMs, watchMs, watchEveryMs }: OperationPolicy): string {
  if (watchMs <= 0) return '';
  const first = settleMs > 0 && settleMs < watchMs ? `after ${duration(settleMs)}, and ` : '';
  return `then a look ${first}every ${duration(Math.min(watchEveryMs, watchMs))} for ${hours(watchMs)}`;
}

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
  `The team was not told of ${operationPlanTitle(plan)}: ${oneLine(reason)}. The operation is not touched by that; tell them by hand, and see that the webhook is right.`;

const watchVerdicts = {
  calm: 'Nothing became worse.',
  worse: 'Something became worse.',
  unknown: 'Whether anything became worse could not be told.',
  'ended-early': 'It ended early.',
} as const satisfies Record<NonNullable<Watch['verdict']>, string>;

/** `Watched until 15:02, a look every 10 min. Nothing became worse.` */
export const watchWords = ({ everyMs, verdict }: Watch, until: string): string =>
  `Watched until ${until}, a look every ${duration(everyMs)}. ${verdict ? watchVerdicts[verdict] : 'It goes on.'}`;

/** What a look found; `nothing worse` where that is so. */
export function lookWords({ worsened, blind }: WatchLook): string {
  const found = [
    ...worsened.map(worsenedWords),
    ...(blind.length > 0 ? [`nothing could be told of ${blind.map(oneLine).join(', ')}`] : []),
  ];
  return found.join('; ') || 'nothing worse';
}
