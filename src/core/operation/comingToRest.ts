import { findService, type Snapshot } from '../stack/stack.js';
import { isStartedSince } from './foundOut.js';
import type { Operation } from './operation.js';

/** What an engine was asked for takes a moment to show, ms. */
const momentMs = 2000;
/** What an engine allows a container to end where its definition says nothing, ms. */
const usualStopMs = 10_000;

/**
 * For how long after its last line the engine may still be at what an operation has asked it for, ms: a restart goes on without whoever asked for
 * it, and for as long as the container may take to end nobody sees that it has begun. 0 where nothing is under way.
 */
export function comesToRestAfterMs({ plan, stages }: Operation, snapshot: Snapshot): number {
  const index = stages.findIndex(({ phase }) => phase === 'running');
  const [stage, state] = [plan.stages[index], stages[index]];
  if (!stage || !state || stage.stage === 'observe') return 0;
  const begun = state.steps.find(({ kind, phase }) => kind === 'restart' && phase === 'begun')?.containerId;
  const replica = findService(snapshot, stage.serviceId)?.replicas.find(({ containerId }) => containerId === begun);
  const isRestarting = replica !== undefined && !isStartedSince(replica, state.begunAt);
  return momentMs + (isRestarting ? (replica.stopTimeoutMs ?? usualStopMs) : 0);
}

/** When the journal was last told of an operation, wall time in ms. */
export const lastToldAt = ({ startedAt, stages }: Operation): number =>
  Math.max(
    startedAt,
    ...stages.flatMap(({ begunAt = 0, endedAt = 0, steps }) => [begunAt, endedAt, ...steps.map(({ at }) => at)]),
  );
