import type { Part } from '../../core/diagnosis/part.js';
import type { CheckProblem } from '../../core/verification/check.js';
import { oneLine } from '../markdown.js';

/** What was looked at, as people call it. */
export const partTitles = {
  replicas: 'State of the replicas',
  containers: "What the engine says of each container, and its health check's results",
  ends: 'Ends of the containers in the last hour',
  logs: 'Last lines of the logs',
  operation: 'The last operation on the service',
  checks: 'Checks of the last hour',
  rules: "The runbook's rules",
  use: 'CPU and memory of every replica of the stack',
  machine: "CPU, memory and disk of the engine's machine",
  disk: "What nothing uses on the engine's disk",
  images: 'Images',
  balancer: "The balancer's own list",
  database: 'Connections of the database',
  statements: 'Statements that the database works on',
  redis: 'Memory of Redis',
} as const satisfies Record<Part, string>;

/** Why a part could not be looked at: the end of a sentence. */
export function problemText(problem: CheckProblem): string {
  switch (problem.reason) {
    case 'timed-out':
      return 'no answer in time';
    case 'cancelled':
      return 'it was cancelled before';
    case 'untrusted':
      return 'from an untrusted workspace nothing is run in containers, and nobody but the engine is asked';
    case 'too-few':
      return 'there was nothing to read';
    case 'unreachable':
      return oneLine(problem.detail).replace(/\.$/, '') || 'no answer';
    case 'not-told-how':
      return `the runbook has no ${oneLine(problem.key)}`;
  }
}
