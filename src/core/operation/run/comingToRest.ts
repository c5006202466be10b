import { findService, type Snapshot } from '../../stack/stack.js';
import type { HealthCheck } from '../../stack/replica.js';
import { awaitedReplicas } from './foundOut.js';
import type { Operation } from '../operation.js';
import { isRestartedSince } from './restartedSince.js';

/** What an engine was asked for takes a moment to show, ms. */
const momentMs = 2000;
/** What an engine allows a container to end where its definition says nothing, ms. */
const usualStopMs = 10_000;

/**
 * For how long after its last line the engine may still be at what an operation has asked it for, ms: a restart goes on without whoever asked for
 * it, and for as long as the container may take to end nobody sees that it has begun. 0 where nothing is under way. Replicas that have only to become
 * healthy get the time that their health check takes.
 */
export function comesToRestAfterMs(operation: Operation, snapshot: Snapshot): number {
  const { plan, stages } = operation;
  const index = stages.findIndex(({ phase }) => phase === 'running');
  const [stage, state] = [plan.stages[index], stages[index]];
  if (!stage || !state || stage.stage === 'observe') return 0;
  const begun = state.steps.find(({ kind, phase }) => kind === 'restart' && phase === 'begun')?.containerId;
  const replica = findService(snapshot, stage.serviceId)?.replicas.find(({ containerId }) => containerId === begun);
  const isRestarting =
    replica !== undefined &&
    stage.stage !== 'scale' &&
    !isRestartedSince(stage, state, replica.containerId, replica.startedAt);
  if (isRestarting) return momentMs + (replica.stopTimeoutMs ?? usualStopMs);
  return momentMs + Math.max(0, ...awaitedReplicas(operation, snapshot).map(({ healthCheck }) => checkMs(healthCheck)));
}

/** How long a health check may take to come to a verdict, ms. */
const checkMs = (check: HealthCheck | undefined): number =>
  check ? check.startPeriodMs + (check.intervalMs + check.timeoutMs) * (check.retries + 1) : 0;

/** When the journal was last told of an operation, wall time in ms. */
export const lastToldAt = ({ startedAt, stages }: Operation): number =>
  Math.max(
    startedAt,
    ...stages.flatMap(({ begunAt = 0, endedAt = 0, steps }) => [begunAt, endedAt, ...steps.map(({ at }) => at)]),
  );
