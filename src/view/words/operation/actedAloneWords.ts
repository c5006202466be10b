import { blockingGuards, type OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import { oneLine } from '../../markdown.js';
import { checkText } from '../checkWords.js';
import { labelled } from '../demoLabel.js';
import { operationPlanTitle } from './operationPlanWords.js';

const shown = 3;

/** Who acts where nobody was asked: `Schedule of shop: `. */
export const byScheduleOf = (stack: string): string => `Schedule of ${oneLine(stack)}: `;

/** `Scale Web 1 → 10 cannot start. 10 is outside 1 to 5, the runbook's limits. Nothing was changed; …` */
export function blockedAloneText(plan: OperationPlan): string {
  const several = plan.services.length > 1;
  const blocks = blockingGuards(plan).map((check) => checkText(check, several));
  const rest = blocks.length - shown;
  const why = [...blocks.slice(0, shown), ...(rest > 0 ? [`${rest} more stand in the way`] : [])];
  return `${labelled(plan.context, operationPlanTitle(plan))} cannot start. ${why.join('. ')}. Nothing was changed, and it is not tried again by itself; the plan shows what can be done.`;
}
