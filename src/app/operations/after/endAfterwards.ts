import { lastToldAt } from '../../../core/operation/run/comingToRest.js';
import type { FoundOut } from '../../../core/operation/run/foundOut.js';
import { interruptedOutcome } from '../../../core/operation/run/interrupted.js';
import type { Operation, OperationResult } from '../../../core/operation/operation.js';
import type { Snapshot } from '../../../core/stack/stack.js';
import type { Clock } from '../../ports.js';
import type { Journal } from '../journal.js';

/**
 * Writes down how an operation ended whose window is gone, with the counts that the engine has; what it was found to have done is told as done by
 * its last line, and not now. Rejects when that could not be kept.
 *
 * @param found the lines that the window did not come to
 */
export async function endAfterwards(
  operation: Operation,
  found: readonly FoundOut[],
  snapshot: Snapshot,
  journal: Journal,
  clock: Clock,
): Promise<OperationResult> {
  const doneAt = lastToldAt(operation);
  for (const line of found) await journal.record({ operation: operation.id, at: doneAt, ...line });
  const outcome = interruptedOutcome(journal.find(operation.id) ?? operation, snapshot);
  const at = outcome.result === 'done' ? doneAt : clock.now();
  await journal.record({ operation: operation.id, at, event: 'ended', outcome });
  return outcome.result;
}
