import type { Operation } from '../../../core/operation/operation.js';
import type { ServicePlan } from '../../../core/scaling/plan.js';
import { count, duration, list } from '../../figures.js';
import { oneLine } from '../../markdown.js';
import { labelled } from '../demoLabel.js';
import { operationPlanTitle } from './operationPlanWords.js';
import { operationProblemText } from './operationProblemText.js';
import { countsWords } from './operationWords.js';
import { outcomeAdvice } from './outcomeAdvice.js';
import { countIn } from '../../../core/operation/run/countIn.js';

/** What has come of it: what happened, what runs now, what was not done, what to do. */
export const operationOutcomeText = (operation: Operation): string =>
  labelled(operation.plan.context, outcomeText(operation));

function outcomeText(operation: Operation): string {
  const { plan, outcome, startedAt } = operation;
  if (!outcome) return operationPlanTitle(plan);
  const took = duration(outcome.endedAt - startedAt);
  if (!outcome.problem) return `${doneText(operation)}, after ${took}.`;
  const left = operation.stages.filter(({ phase }) => phase === 'left-out').length;
  const rest = left > 0 ? ` ${count(left, 'stage')} of ${operation.stages.length} not begun.` : '';
  const counts = countsWords(plan, outcome.counts);
  const now = counts === '' ? '' : ` ${counts} now.`;
  const what =
    outcome.result === 'cancelled'
      ? `${operationPlanTitle(plan)} was cancelled after ${took}.`
      : operationProblemText(outcome.problem, operation);
  return `${what}${now}${rest} ${outcomeAdvice(operation)}`.trimEnd();
}

function doneText({ plan, outcome }: Operation): string {
  const counts = outcome?.counts ?? {};
  const [connections] = plan.stages.flatMap((stage) => (stage.stage === 'set-connections' ? [stage] : []));
  const limit = connections ? [`${oneLine(connections.title)} allows ${connections.to} connections`] : [];
  const { services } = plan;
  if (services.length > 1 && services.every((service) => endsHealthy(service, countIn(counts, service.service)))) {
    const each = services.map(
      ({ title, service, to }, index) =>
        `${oneLine(title)}${index === 0 ? ' runs' : ''} ${countIn(counts, service) ?? 0} of ${to}`,
    );
    return `${list([...limit, ...each])}, all healthy`;
  }
  const parts = [...limit, ...services.map((service) => serviceDone(service, countIn(counts, service.service)))];
  return parts.length === 0 ? 'Nothing was to do' : list(parts);
}

/** It was scaled, not down, and each of its replicas is healthy. */
const endsHealthy = (plan: ServicePlan, running: number | undefined): boolean =>
  plan.kind === 'scale' && running !== undefined && plan.to >= plan.from && hasHealthCheck(plan);

function serviceDone(plan: ServicePlan, running: number | undefined): string {
  const title = oneLine(plan.title);
  if (plan.kind === 'restart') return `${title} restarted ${count(plan.steps.length, 'replica')}, each ready again`;
  if (running === undefined) return `${title} was taken to ${plan.to}, though how many it has now could not be told`;
  const healthy = plan.to >= plan.from && hasHealthCheck(plan) ? ', all healthy' : '';
  return `${title} runs ${running} of ${plan.to}${healthy}`;
}

const hasHealthCheck = (plan: ServicePlan): boolean =>
  plan.guards.some(({ guard, verdict }) => guard === 'health-check' && verdict === 'pass');
