import type { ChecklistRun } from '../../core/checklist/run.js';
import type { Operation } from '../../core/operation/operation.js';
import type { TeamMessage } from '../../core/team/teamMessage.js';
import { endedMessage } from './endedMessage.js';
import { plannedMessage } from './plannedMessage.js';
import { startedMessage } from './startedMessage.js';

/**
 * What a team reads from a checklist: what is about to begin, what has begun, or how it ended.
 *
 * @param operation the run's own; undefined where none has begun
 */
export function runMessage(run: ChecklistRun, operation: Operation | undefined, by: string): TeamMessage {
  if (!operation) return plannedMessage(run, by);
  return operation.outcome ? endedMessage(operation, operation.outcome) : startedMessage(operation);
}
