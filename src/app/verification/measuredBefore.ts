import type { LiveState } from '../../core/live/liveState.js';
import type { Measured } from '../../core/operation/run/measured.js';
import type { Operation } from '../../core/operation/operation.js';

/** What was measured longer ago says little of the time before. */
const longAgoMs = 60 * 60_000;

/**
 * What to compare a verification with: its services before its operation, or else as they were last measured.
 *
 * @param of with no services it is of all
 */
export function measuredBefore(
  { operations, verifications }: Pick<LiveState, 'operations' | 'verifications'>,
  of: {
    readonly context: string;
    readonly stackId: string;
    readonly services: readonly string[];
    readonly operation: Operation | undefined;
  },
  now: number,
): Measured | undefined {
  const meant = ({ services, ...measured }: Measured): Measured => ({
    ...measured,
    services: services.filter(({ service }) => of.services.length === 0 || of.services.includes(service)),
  });
  if (of.operation) return of.operation.before && meant(of.operation.before);
  const ofOperations = operations
    .filter(({ plan }) => plan.context === of.context && plan.stackId === of.stackId)
    .map(({ outcome }) => outcome?.after);
  const ofVerifications = verifications
    .filter(({ context, request }) => context === of.context && request.stackId === of.stackId)
    .map(({ after }) => after);
  return [...ofOperations, ...ofVerifications]
    .flatMap((measured) => (measured && now - measured.at <= longAgoMs ? [meant(measured)] : []))
    .filter(({ services }) => services.length > 0)
    .toSorted((a, b) => b.at - a.at)[0];
}
