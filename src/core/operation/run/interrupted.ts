import type { Snapshot } from '../../stack/stack.js';
import { countsNow } from './countsNow.js';
import { isUnderWay, type Operation, type OperationOutcome } from '../operation.js';
import { isChanging } from '../stage.js';

/** The services that an operation changes, by id. */
export const changedServiceIds = ({ plan }: Operation): readonly string[] => [
  ...new Set(plan.stages.filter(isChanging).map(({ serviceId }) => serviceId)),
];

/**
 * Operations that began and that nobody carries out any more: none of their services is held by a living window.
 *
 * @param isHeld whether some window holds one of an operation's services
 */
export const interruptedIn = (
  operations: readonly Operation[],
  isHeld: (operation: Operation) => boolean,
): readonly Operation[] => operations.filter((operation) => isUnderWay(operation) && !isHeld(operation));

/**
 * How such an operation ends: with what there is, which need not be what its last step left. Where every stage was done, nothing but its end was
 * left to be written down.
 */
export function interruptedOutcome(operation: Operation, snapshot: Snapshot): Omit<OperationOutcome, 'endedAt'> {
  const counts = countsNow(snapshot, operation.plan);
  if (operation.stages.every(({ phase }) => phase === 'done'))
    return { result: 'done', problem: undefined, counts, after: undefined };
  return { result: 'interrupted', problem: { reason: 'interrupted' }, counts, after: undefined };
}
