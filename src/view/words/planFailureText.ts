import type { PlanFailure } from '../../core/scaling/planFailure.js';
import { oneLine } from '../markdown.js';
import { failureSentence } from './engineFailureWords.js';

export function planFailureText(problem: PlanFailure): string {
  switch (problem.reason) {
    case 'engine':
      return `${failureSentence(problem.failure)} Nothing was changed.`;
    case 'no-stack':
      return `There is no stack ${oneLine(problem.stack.replace(/^compose:/, ''))} on this engine any more. Nothing was changed; refresh to see what runs.`;
    case 'no-service':
      return `The stack has no service ${oneLine(problem.service)}. Nothing was changed; check the name against the sidebar.`;
  }
}
