import type { OperationKind, PlannedGuard } from '../../operation/plan/operationPlan.js';
import { connectionsWith } from '../../policy/connectionsOf.js';
import { runbookService } from '../../runbook/runbook.js';
import { fail, ok } from '../../../util/result.js';
import { calmGuards } from './calmGuard.js';
import { changingGuards } from './changingGuard.js';
import { connectionsGuard } from './connectionsGuard.js';
import { driftGuards } from './driftGuard.js';
import type { Guard } from './guard.js';
import { goesUp, type GuardedChange } from './guardedChange.js';
import type { GuardFacts, ServiceFacts } from './guardFacts.js';
import { hostDemands, spareServices } from './hostFacts.js';
import { hostGuards } from './hostGuards.js';
import { protectedContextGuards } from './protectedContext.js';

/** What the operation is, beside the changes that it is made of. */
export interface GuardedOperation {
  readonly kind: OperationKind;
  /** A limit of the database's connections that it sets before any count changes. */
  readonly connections?: number | undefined;
  /** What goes down makes room for what is needed more. */
  readonly roomFirst?: boolean | undefined;
  /** The operation that it goes on with: that one does not stand in its way. */
  readonly refersTo?: string | undefined;
}

/** Guards of a whole operation, beyond those that the plan of each service has by itself. */
export function operationGuards(facts: GuardFacts, operation: GuardedOperation): readonly PlannedGuard[] {
  const whole: readonly Guard[] = [
    ...protectedContextGuards(facts.context, facts.protectedContexts, operation.kind === 'schedule'),
    ...hostGuards(facts.host, hostDemands(facts), spareServices(facts)),
  ];
  return [
    ...whole.map((guard): PlannedGuard => ({ title: undefined, guard })),
    ...facts.changes.flatMap((change) =>
      serviceGuards(change, facts, operation).map((guard): PlannedGuard => ({ title: change.plan.title, guard })),
    ),
  ];
}

const nothingKnown: ServiceFacts = {
  service: undefined,
  held: undefined,
  footprint: undefined,
  drift: undefined,
  refusals: undefined,
};

function serviceGuards(change: GuardedChange, facts: GuardFacts, operation: GuardedOperation): readonly Guard[] {
  const { plan } = change;
  const { runbook } = facts;
  const { service, held, drift, refusals } = facts.services.get(change.service) ?? nothingKnown;
  const isOther = held !== undefined && (held.operation === undefined || held.operation !== operation.refersTo);
  return [
    ...changingGuards(service, isOther ? held.holder : undefined, goesUp(change)),
    ...connectionGuards(change, facts, operation),
    ...driftGuards(plan, drift),
    ...calmGuards({
      plan,
      refusals,
      metrics: runbook.metrics,
      isLenient: runbook.origin === 'default' || operation.kind === 'undo' || operation.roomFirst === true,
      now: facts.now,
    }),
  ];
}

function connectionGuards(
  change: GuardedChange,
  { runbook, database }: GuardFacts,
  { connections: raised }: GuardedOperation,
): readonly Guard[] {
  const entry = runbookService(runbook, change.service);
  if (!database || entry?.connectionsPerReplica === undefined || !goesUp(change)) return [];
  const known = database.ok
    ? connectionsWith(runbook, entry, { ...database.value, limit: raised ?? database.value.limit })
    : undefined;
  const connections = known ? ok(known) : fail(database.ok ? '' : database.error);
  const { postgres } = runbook;
  return [connectionsGuard(change, connections, postgres?.connectionBuffer ?? 0, postgres?.service)];
}
