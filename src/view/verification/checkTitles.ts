import type { CheckKind, PlannedCheck } from '../../core/verification/check.js';
import { oneLine } from '../markdown.js';

/** What is so when the check passes. */
const titles = {
  'replicas-healthy': 'Every replica runs and is healthy',
  'count-as-wanted': 'As many replicas as wanted',
  'health-url': 'Health URLs answer through the load balancer',
  'health-inside': 'Each replica answers from inside',
  'load-spread': 'Requests reach every replica alike',
  'balancer-list': 'The load balancer has every replica as up',
  'no-sticky': 'One client reaches several replicas',
  'response-time': 'Answers come fast enough',
  'queue-falling': 'The queue gets shorter or stays short',
  'cpu-per-replica': 'Every replica has CPU to spare',
  'memory-per-replica': 'Every replica has memory to spare',
  'error-rate': 'Few requests fail',
  'connections-within': 'Connections stay below the limit',
  'connections-spread': 'Every replica has connections',
  'no-exhaustion': 'No log tells of exhausted connections',
  alerts: 'No new alert fires',
  flow: 'A flow works from end to end',
  'sessions-shared': 'Every replica accepts the session of another',
  'no-new-errors': 'No new errors in the logs',
} as const satisfies Record<CheckKind, string>;

/** `Every replica runs and is healthy`, `Flow: Upload a PDF`. */
export function checkTitle({ kind, title }: Pick<PlannedCheck, 'kind' | 'title'>): string {
  const own = oneLine(title);
  return kind === 'flow' && own !== '' ? `Flow: ${own}` : titles[kind];
}

/** Whose it is, as people call it; empty for a check of the whole stack, and for a flow, which has its own name. */
export const checkSubject = ({ kind, service, title }: Pick<PlannedCheck, 'kind' | 'service' | 'title'>): string =>
  service === '' ? '' : kind === 'flow' ? oneLine(service) : oneLine(title);

/** `Backend: Every replica runs and is healthy`, for where a check stands alone. */
export function fullTitle(check: Pick<PlannedCheck, 'kind' | 'service' | 'title'>): string {
  const subject = checkSubject(check);
  return subject === '' ? checkTitle(check) : `${subject}: ${checkTitle(check)}`;
}
