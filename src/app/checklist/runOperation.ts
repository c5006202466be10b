import type { ChecklistRun } from '../../core/checklist/run.js';
import type { Operation } from '../../core/operation/operation.js';

/**
 * The operation that a run is now about: the newest one that began after it and changes what the run is about, or the one it was begun from.
 * Undefined while it stays what it was.
 */
export function newOperationOf(
  { subject, startedAt }: ChecklistRun,
  operations: readonly Operation[],
): Operation | undefined {
  const found = operations.find(
    (operation) =>
      operation.startedAt >= startedAt && isAbout(operation, subject) && operation.plan.kind !== 'schedule',
  );
  return found && found.id !== subject.operation ? found : undefined;
}

const isAbout = ({ plan }: Operation, { context, stackId, service }: ChecklistRun['subject']): boolean =>
  plan.context === context &&
  plan.stackId === stackId &&
  (service === '' || plan.services.some((each) => each.service === service));
