import type { Operation } from '../../core/operation/operation.js';
import type { TeamMessage } from '../../core/team/teamMessage.js';
import { oneLine } from '../markdown.js';
import { someFacts } from './someFacts.js';
import { operationPlanTitle } from '../words/operation/operationPlanWords.js';
import { expectedText, impactText, planLines } from './planLines.js';

/** What a team reads when an operation begins: what changes, how long it takes, and what it will notice. */
export function startedMessage({ plan, by }: Operation): TeamMessage {
  return {
    event: 'started',
    tone: 'plain',
    title: `Begun: ${operationPlanTitle(plan)}`,
    text: `${oneLine(by)} has begun a change of ${oneLine(plan.stack)}. It takes ${expectedText(plan)}. Impact: ${impactText(plan)}.`,
    facts: [
      ...someFacts(planLines(plan).map(({ title, text }) => ({ name: title, value: text }))),
      { name: 'Expected duration', value: expectedText(plan) },
      { name: 'Impact', value: impactText(plan) },
      { name: 'By', value: oneLine(by) },
      { name: 'Docker context', value: oneLine(plan.context) },
    ],
  };
}
