import { limitsOf, runbookService, type Runbook } from '../runbook/runbook.js';
import type { Replica } from '../stack/replica.js';
import type { Service } from '../stack/stack.js';
import { countedReplicas } from '../stack/stack.js';
import type { Level } from './level.js';

/** How the replicas of a service are, apart from their load. */
export interface Condition {
  readonly total: number;
  readonly running: number;
  /** Running and healthy, or running where there is no health check. */
  readonly ready: number;
  readonly starting: number;
  /** Running without a health check, so that `ready` says less. */
  readonly unchecked: number;
  /** Unhealthy, dead, restarting, paused, or ended when it should run. */
  readonly troubled: readonly Replica[];
  readonly level: Level;
}

/** A job that has done its work: all of its containers ended well. */
export const isFinishedJob = (service: Service): boolean =>
  service.replicas.length > 0 &&
  service.replicas.every((replica) => replica.state === 'exited' && replica.exitCode === 0);

/** It runs and is healthy, or runs without a health check. */
export const isReady = (replica: Pick<Replica, 'state' | 'health'>): boolean =>
  replica.state === 'running' && (replica.health === 'healthy' || replica.health === 'none');

/** It runs and its health is not known yet, or it was made and has not failed. */
export const isStarting = (replica: Replica): boolean =>
  (replica.state === 'running' && replica.health === 'starting') ||
  (replica.state === 'created' && replica.error === '');

/** How many replicas of a service are in which state, and whether that is well by the runbook. */
export function conditionOf(service: Service, runbook: Runbook): Condition {
  const ready = service.replicas.filter(isReady);
  const starting = service.replicas.filter(isStarting);
  const finished = isFinishedJob(service) && !runbookService(runbook, service.name);
  const troubled = finished
    ? []
    : service.replicas.filter((replica) => !isReady(replica) && !isStarting(replica) && replica.state !== 'removing');
  return {
    total: service.replicas.length,
    running: service.replicas.filter((replica) => replica.state === 'running').length,
    ready: ready.length,
    starting: starting.length,
    unchecked: ready.filter((replica) => replica.health === 'none').length,
    troubled,
    level: finished ? 'normal' : conditionLevel(service, ready.length, starting.length, troubled.length, runbook),
  };
}

/** Nothing serves: critical. Some do not, or fewer than the runbook's minimum: warning. */
function conditionLevel(service: Service, ready: number, starting: number, troubled: number, runbook: Runbook): Level {
  if (ready === 0 && starting === 0) return 'critical';
  const min = runbookService(runbook, service.name) ? (limitsOf(runbook, service.name)?.min ?? 0) : 0;
  return troubled > 0 || countedReplicas(service).length < min ? 'warning' : 'normal';
}
