import { isFinishedJob } from '../policy/condition.js';
import { isMeasuredOf, limitsOf, runbookService, type Runbook } from '../runbook/runbook.js';
import { verificationOf } from '../runbook/verificationPolicy.js';
import { countedReplicas, type Service } from '../stack/stack.js';
import type { CheckKind } from './check.js';
import type { Wanted } from './judge/wanted.js';
import { queueToWatch } from './queueToWatch.js';

export interface ServiceToVerify {
  readonly service: Service;
  readonly wanted: Wanted;
  /** It was asked for, or everything was. */
  readonly isMeant: boolean;
  /** The database that it opens connections to was changed. */
  readonly isDatabaseMeant: boolean;
}

/** The kinds of checks of one service; those of the whole stack are not among them. */
export function kindsFor(each: ServiceToVerify, runbook: Runbook): ReadonlySet<CheckKind> {
  const { service, wanted, isMeant, isDatabaseMeant } = each;
  const isWatched = runbookService(runbook, service.name) !== undefined;
  if (!isWatched && isFinishedJob(service)) return new Set();
  if ('count' in wanted && wanted.count === 0) return new Set(isMeant ? ['count-as-wanted'] : []);
  return new Set([
    ...(isMeant ? [...ofReplicas(each, runbook), ...ofRequests(service, runbook)] : []),
    ...(isMeant || isDatabaseMeant ? ofDatabase(service, runbook) : []),
  ]);
}

type When = readonly (readonly [kind: CheckKind, applies: boolean])[];

const applying = (when: When): readonly CheckKind[] => when.flatMap(([kind, applies]) => (applies ? [kind] : []));

const hasSeveral = (service: Service): boolean => countedReplicas(service).length > 1;

function ofReplicas({ service: { name }, wanted }: ServiceToVerify, runbook: Runbook): readonly CheckKind[] {
  const errors = runbook.metrics.filter((metric) => metric.group === 'errors' && isMeasuredOf(metric, name));
  const mayBeScaled = limitsOf(runbook, name) !== undefined;
  return applying([
    ['replicas-healthy', true],
    ['count-as-wanted', wanted.by !== 'nobody'],
    ['health-inside', verificationOf(runbook.verification, name)?.insideUrl !== undefined],
    ['queue-falling', queueToWatch(runbook, name) !== undefined],
    ['cpu-per-replica', mayBeScaled],
    ['memory-per-replica', mayBeScaled],
    ['error-rate', errors.some(({ id }) => runbook.rules.some(({ metric }) => metric === id))],
    ['no-new-errors', mayBeScaled && runbook.verification.errorWords.length > 0],
  ]);
}

function ofRequests(service: Service, runbook: Runbook): readonly CheckKind[] {
  const { balancer, session } = runbook.verification;
  const entry = runbookService(runbook, service.name);
  const how = verificationOf(runbook.verification, service.name);
  const isAsked = (entry?.healthUrls.length ?? 0) > 0;
  const isSpread = isAsked && hasSeveral(service);
  const isListed = balancer !== undefined && how?.balancerName !== undefined;
  return applying([
    ['health-url', isAsked],
    ['load-spread', isSpread],
    ['balancer-list', isListed],
    ['no-sticky', hasSeveral(service) && (isListed || (isAsked && how?.servedBy !== undefined))],
    ['response-time', isAsked && (entry?.healthAverageMs ?? how?.p95BelowMs) !== undefined],
    ['sessions-shared', session?.service === service.name && hasSeveral(service)],
  ]);
}

function ofDatabase(service: Service, runbook: Runbook): readonly CheckKind[] {
  const opens = runbookService(runbook, service.name)?.connectionsPerReplica !== undefined;
  const isRead = opens && runbook.postgres !== undefined;
  return applying([
    ['connections-within', isRead],
    ['connections-spread', isRead && hasSeveral(service)],
    ['no-exhaustion', opens && runbook.verification.exhaustionWords.length > 0],
  ]);
}
