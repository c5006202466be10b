import type { Operation } from '../operation/operation.js';
import { titleOf, type Runbook } from '../runbook/runbook.js';
import { servicesInOrder } from '../runbook/servicesInOrder.js';
import type { Flow } from '../runbook/verificationPolicy.js';
import type { Stack } from '../stack/stack.js';
import { checkKinds, quickKinds, type CheckKind, type PlannedCheck } from './check.js';
import { necessityOf } from './checkNecessity.js';
import { flowTimeoutOf, timeoutOf } from './checkTimeouts.js';
import { wantedFor } from './judge/wanted.js';
import { kindsFor } from './kindsFor.js';
import type { VerificationRequest } from './verificationRun.js';

/**
 * The checks of a verification, in the order of the runbook's sections, and of the services in each.
 *
 * @param lastSet how many replicas were last asked for, by Compose name
 * @param operation the one that the request names, where the journal knows it
 */
export function suiteFor(
  request: VerificationRequest,
  stack: Stack,
  runbook: Runbook,
  lastSet: (service: string) => number | undefined,
  operation: Operation | undefined,
): readonly PlannedCheck[] {
  const { runbook: named, others } = servicesInOrder(stack, runbook);
  const isMeant = (service: string): boolean => request.services.length === 0 || request.services.includes(service);
  const services = [...named, ...others].map((service) => ({
    service,
    kinds: kindsFor(
      {
        service,
        wanted: wantedFor(service, runbook, lastSet(service.name)),
        isMeant: isMeant(service.name),
        isDatabaseMeant: operation?.plan.kind === 'connections',
      },
      runbook,
    ),
  }));
  const plan = (kind: CheckKind, service: string, title: string, replicas = 1): PlannedCheck => ({
    id: service === '' ? kind : `${kind}/${service}`,
    kind,
    service,
    title,
    necessity: necessityOf[kind],
    timeoutMs: timeoutOf(kind, request.pace, runbook.verification, replicas),
  });
  const planned = (kind: CheckKind): readonly PlannedCheck[] => {
    const having = services.filter(({ kinds }) => kinds.has(kind)).map(({ service }) => service);
    if (kind === 'flow') return runbook.verification.flows.filter(touches(isMeant)).map(plannedFlow);
    if (kind === 'alerts') return tellsAlerts(runbook) ? [plan(kind, '', stack.name)] : [];
    // One database has the connections of all.
    const database = kind === 'connections-within' && having.length > 0 ? runbook.postgres?.service : undefined;
    if (kind === 'connections-within')
      return database === undefined ? [] : [plan(kind, database, titleOf(runbook, database))];
    return having.map(({ name, replicas }) => plan(kind, name, titleOf(runbook, name), replicas.length));
  };
  return checkKinds.filter((kind) => request.pace === 'full' || quickKinds.includes(kind)).flatMap(planned);
}

const touches =
  (isMeant: (service: string) => boolean) =>
  ({ services }: Flow): boolean =>
    services.length === 0 || services.some(isMeant);

const plannedFlow = (flow: Flow): PlannedCheck => ({
  id: `flow/${flow.id}`,
  kind: 'flow',
  service: '',
  title: flow.title,
  necessity: necessityOf.flow,
  timeoutMs: flowTimeoutOf(flow),
});

const tellsAlerts = ({ prometheus, verification }: Runbook): boolean =>
  prometheus !== undefined || verification.alertmanagerUrl !== undefined || verification.grafanaUrl !== undefined;
