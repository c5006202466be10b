import { resumeOf, undoOf } from '../../../core/operation/followUp.js';
import type { Operation } from '../../../core/operation/operation.js';
import { touchedServices } from '../../../core/operation/run/touchedServices.js';

/** What is taken back of one that did not come to its end is no undoing. */
export const backButton = ({ outcome }: Operation): 'Go Back' | 'Undo' => (outcome?.problem ? 'Go Back' : 'Undo');

/**
 * What can be done about what came of an operation, in order.
 *
 * @param isVerified it is verified by itself where it changed anything, which is told of on its own
 */
export function operationOutcomeButtons(operation: Operation, now: number, isVerified: boolean): readonly string[] {
  const resumes = resumeOf(operation, now, () => undefined) !== undefined;
  const ways = [...(resumes ? ['Resume'] : []), ...(undoOf(operation) ? [backButton(operation)] : [])];
  const verifies = !isVerified && touchedServices(operation).length > 0 ? ['Verify'] : [];
  if (!operation.outcome?.problem) return [...verifies, 'Report', ...ways];
  // Nobody looks into the output for what a person has cancelled.
  const output = operation.outcome.result === 'cancelled' ? [] : ['Show Output'];
  return [...ways, ...verifies, 'Diagnose', ...output];
}
