import type { LiveState } from '../../core/live/liveState.js';
import type { Measured } from '../../core/operation/measured.js';
import type { Operation } from '../../core/operation/operation.js';

/** What was measured longer ago says little of the time before. */
const longAgoMs = 60 * 60_000;

/** What to compare a verification with: the stack before its operation, or else as it was last measured. */
export function measuredBefore(
  { operations, verifications }: Pick<LiveState, 'operations' | 'verifications'>,
  of: { readonly context: string; readonly stackId: string; readonly operation: Operation | undefined },
  now: number,
): Measured | undefined {
  if (of.operation) return of.operation.before;
  const ofOperations = operations
    .filter(({ plan }) => plan.context === of.context && plan.stackId === of.stackId)
    .map(({ outcome }) => outcome?.after);
  const ofVerifications = verifications
    .filter(({ context, request }) => context === of.context && request.stackId === of.stackId)
    .map(({ after }) => after);
  return [...ofOperations, ...ofVerifications]
    .flatMap((measured) => (measured && now - measured.at <= longAgoMs ? [measured] : []))
    .toSorted((a, b) => b.at - a.at)[0];
}
