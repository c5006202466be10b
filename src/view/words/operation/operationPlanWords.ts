import { isChanging } from '../../../core/operation/stage.js';
import type { PlanChange } from '../../../core/operation/plan/changedSince.js';
import type { OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import type { ServicePlan } from '../../../core/scaling/plan.js';
import { count, list } from '../../figures.js';
import { oneLine } from '../../markdown.js';
import { guardText } from '../guards/guardWords.js';
import { operationTitle, titleIn } from './operationWords.js';
import { planTitle, planVerb } from './planWords.js';

/** What is about to happen: `Scale PDF Worker 3 → 30`, or with what it is for. */
export function operationPlanTitle(plan: OperationPlan): string {
  const only = plan.kind === 'scale' || plan.kind === 'restart' ? onlyService(plan) : undefined;
  return only ? planTitle(only) : operationTitle(plan);
}

/** The button that begins the plan. */
export function operationVerb(plan: OperationPlan): string {
  const only = onlyService(plan);
  if (only) return planVerb(only);
  const changing = plan.stages.filter(isChanging);
  const [first] = changing;
  if (changing.length === 1 && first?.stage === 'set-connections')
    return first.putsBack ? `Put the settings back and start ${oneLine(first.title)}` : `Set the limit to ${first.to}`;
  return `Change ${count(new Set(changing.map(({ serviceId }) => serviceId)).size, 'service')}`;
}

const onlyService = (plan: OperationPlan): ServicePlan | undefined =>
  plan.services.length === 1 && plan.stages.every(({ stage }) => stage !== 'set-connections')
    ? plan.services[0]
    : undefined;

/** Of a plan that somebody wanted to be reminded of once time alone had made it right. */
export const planAgainText = (plan: OperationPlan): string =>
  `${operationPlanTitle(plan)}: the time that it had to wait for is over. Nothing was changed; look at the plan again.`;

/** A plan that was shown is none any more by the time that it is to start. */
export const planChangedText = (change: PlanChange): string =>
  change.change === 'guard'
    ? `The plan is not what it was when it was shown: ${guardText(change.guard.guard)}. Nothing was started; look at it again.`
    : 'What runs has changed since the plan was shown. Nothing was started; look at it again.';

/** Of a plan whose services are as asked already. */
export function nothingToDoText(plan: OperationPlan): string {
  if (plan.kind === 'baseline') return `${oneLine(plan.stack)} is at its baseline already.`;
  const counts = list(Object.entries(plan.after).map(([service, replicas]) => `${titleIn(plan, service)} ${replicas}`));
  return counts === '' ? 'Nothing to do.' : `Nothing to do: ${counts} as asked.`;
}
