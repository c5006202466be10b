import type { PlanFailure } from '../../../core/scaling/planFailure.js';
import { oneLine } from '../../markdown.js';
import { engineFailureWords } from '../connection/engineFailureWords.js';
import type { Way } from '../ways.js';

export function planFailureText(problem: PlanFailure): string {
  switch (problem.reason) {
    case 'engine': {
      const { happened, remedy } = engineFailureWords(problem.failure);
      return `${happened} Nothing was changed. ${remedy}`;
    }
    case 'no-stack':
      return `There is no stack ${oneLine(problem.stack.replace(/^compose:/, ''))} on this engine any more. Nothing was changed; refresh to see what runs.`;
    case 'no-service':
      return `The stack has no service ${oneLine(problem.service)}. Nothing was changed; check the name against the sidebar.`;
  }
}

/** The buttons beside it. */
export const planFailureWays = ({ reason }: PlanFailure): readonly Way[] => ways[reason];

const ways = {
  engine: ['Try Again', 'Show Output'],
  'no-stack': ['Refresh', 'Choose Context'],
  'no-service': ['Open Sidebar', 'Try Again'],
} as const satisfies Record<PlanFailure['reason'], readonly Way[]>;
