import type { ChecklistRun } from '../../core/checklist/run.js';
import { countIn } from '../../core/operation/run/countIn.js';
import type { Operation } from '../../core/operation/operation.js';
import type { OperationKind } from '../../core/operation/plan/operationPlan.js';

type Subject = ChecklistRun['subject'];

/**
 * The operation that a run is now about: the first one that began after it and scales what the run is about; then one that goes on with that or does it again, or
 * begins later and goes to the run's own target. Restarts, more connections and ways back leave it as it is. Undefined while it stays what it was.
 *
 * @param operations newest first
 */
export function newOperationOf(
  { subject, startedAt }: Pick<ChecklistRun, 'subject' | 'startedAt'>,
  operations: readonly Operation[],
): Operation | undefined {
  const now = operations.find(({ id }) => id === subject.operation);
  const known = subject.operation !== undefined;
  const candidates = operations.filter(
    (operation) =>
      operation.id !== subject.operation &&
      operation.startedAt >= Math.max(startedAt, now?.startedAt ?? startedAt) &&
      isAbout(operation, subject) &&
      scales(operation),
  );
  const own = candidates.find((operation) => goesOn(operation, subject) || goesToTarget(operation, subject));
  return own ?? (known ? undefined : candidates.findLast(({ plan }) => plan.kind !== 'resume'));
}

const isAbout = ({ plan }: Operation, { context, stackId, service }: Subject): boolean =>
  plan.context === context &&
  plan.stackId === stackId &&
  (service === '' || plan.services.some((each) => each.service === service));

/** What a person does to come to other counts; the schedule has its own reasons. */
const scaling = {
  scale: true,
  baseline: true,
  profile: true,
  repeat: true,
  resume: true,
  restart: false,
  connections: false,
  undo: false,
  schedule: false,
} as const satisfies Record<OperationKind, boolean>;

const scales = ({ plan }: Operation): boolean =>
  scaling[plan.kind] && plan.stages.some(({ stage }) => stage === 'scale');

const goesOn = ({ plan }: Operation, { operation }: Subject): boolean =>
  operation !== undefined && plan.refersTo === operation;

const goesToTarget = ({ plan }: Operation, { service, target }: Subject): boolean =>
  target !== undefined && countIn(plan.after, service) === target;
