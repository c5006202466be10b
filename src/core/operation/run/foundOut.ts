import { isReady } from '../../policy/condition.js';
import type { Replica } from '../../stack/replica.js';
import { countedReplicas, findService, presentCount, type Service, type Snapshot } from '../../stack/stack.js';
import type { JournalEvent } from '../journalEvent.js';
import type { Operation, StageState, StageStep } from '../operation.js';
import { isRestartedSince } from './restartedSince.js';
import type { Stage } from '../stage.js';
import { countIn } from './countIn.js';

/** What the journal is told afterwards, without the operation and the time. */
export type FoundOut =
  | Omit<Extract<JournalEvent, { event: 'step' }>, 'operation' | 'at'>
  | Omit<Extract<JournalEvent, { event: 'stage-ended' }>, 'operation' | 'at'>;

/** What a stage of an operation comes to by what there is, whatever its window came to write down. */
interface StageFindings {
  /** Steps that are done, and of which that is not written. */
  readonly steps: readonly Omit<StageStep, 'at' | 'phase'>[];
  readonly isDone: boolean;
}

const nothing: StageFindings = { steps: [], isDone: false };

/**
 * What the engine shows to be done of the stage that an operation was in when its window ended: lines that this window did not come to. The
 * limit of a database is not among it, as only the database itself can tell.
 */
export function foundOut({ plan, stages }: Operation, snapshot: Snapshot): readonly FoundOut[] {
  const index = stages.findIndex(({ phase }) => phase === 'running');
  const [stage, state] = [plan.stages[index], stages[index]];
  if (!stage || !state) return [];
  const { steps, isDone } = findingsOf(stage, state, snapshot);
  return [
    ...steps.map((step): FoundOut => ({ event: 'step', stage: index, step: { ...step, phase: 'done' } })),
    ...(isDone ? [{ event: 'stage-ended', stage: index, phase: 'done' } as const] : []),
  ];
}

/**
 * The lines that end an operation as done of which a new plan finds nothing left to do. Undefined where its replicas are not ready yet: of a
 * count and a restart that is for the engine to say, of a database's limit the plan has asked.
 */
export function allDone({ plan, stages }: Operation, snapshot: Snapshot): readonly FoundOut[] | undefined {
  const left = plan.stages.flatMap((stage, index) => {
    const state = stages[index];
    return state && state.phase !== 'done' ? [{ stage, index, state }] : [];
  });
  const isDone = left.every(({ stage, state }) => {
    if (stage.stage === 'scale')
      return isAt(findService(snapshot, stage.serviceId), countIn(plan.after, stage.service) ?? stage.to);
    return stage.stage !== 'restart' || findingsOf(stage, state, snapshot).isDone;
  });
  return isDone ? left.map(({ index }) => ({ event: 'stage-ended', stage: index, phase: 'done' })) : undefined;
}

/**
 * Replicas whose health check is all that an operation still waits for: it was in its last stage, and what this was to bring about runs. Empty where
 * anything else is left.
 */
export function awaitedReplicas({ plan, stages }: Operation, snapshot: Snapshot): readonly Replica[] {
  const index = stages.findIndex(({ phase }) => phase === 'running');
  const [stage, state] = [plan.stages[index], stages[index]];
  if (!stage || !state || stage.stage === 'observe' || index < stages.length - 1) return [];
  const runs = (replica: Replica): boolean => isReady(replica) || isAwaited(replica);
  if (!findingsOf(stage, state, snapshot, runs).isDone) return [];
  return findService(snapshot, stage.serviceId)?.replicas.filter(isAwaited) ?? [];
}

const isAwaited = ({ state, health }: Replica): boolean => state === 'running' && health === 'starting';

/** @param isThere whether a replica is as it has to be */
function findingsOf(
  stage: Stage,
  state: StageState,
  snapshot: Snapshot,
  isThere: (replica: Replica) => boolean = isReady,
): StageFindings {
  if (stage.stage === 'observe' || stage.stage === 'set-connections') return nothing;
  const service = findService(snapshot, stage.serviceId);
  const replicas = service?.replicas ?? [];
  if (stage.stage === 'restart') {
    const fresh = replicas.filter(
      (replica) => isThere(replica) && isRestartedSince(stage, state, replica.containerId, replica.startedAt),
    );
    const steps = fresh
      .filter(({ containerId }) => stage.containerIds.includes(containerId) && !isWritten(state, containerId))
      .map(({ name, containerId }) => ({ name, kind: 'restart' as const, containerId }));
    const isDone = (containerId: string): boolean =>
      isWritten(state, containerId) ||
      fresh.some((replica) => replica.containerId === containerId) ||
      isReplaced(service, containerId, isThere);
    return { steps, isDone: stage.containerIds.every(isDone) };
  }
  const isDone = isAt(service, stage.to, isThere);
  const steps = state.steps
    .filter(({ phase }) => phase === 'begun')
    .flatMap(({ name, kind, containerId }) => {
      const replica = replicas.find((each) => each.name === name);
      const isStepDone = isDone || (kind === 'remove' ? !replica : replica && isThere(replica));
      return isStepDone ? [{ name, kind, containerId: containerId ?? replica?.containerId }] : [];
    });
  return { steps, isDone };
}

/** A Swarm goes on by itself with what it was told: another task stands in place of each that is gone. */
const isReplaced = (
  service: Service | undefined,
  containerId: string,
  isThere: (replica: Replica) => boolean,
): boolean =>
  service?.swarm !== undefined &&
  isAt(service, service.swarm.wanted, isThere) &&
  service.replicas.every((replica) => replica.containerId !== containerId);

const isWritten = ({ steps }: StageState, containerId: string): boolean =>
  steps.some((step) => step.containerId === containerId && step.phase === 'done');

/** Each replica that counts is as it has to be, and there are so many. */
function isAt(service: Service | undefined, count: number, isThere: (replica: Replica) => boolean = isReady): boolean {
  if (!service) return count === 0;
  const counted = countedReplicas(service);
  return presentCount(service) === count && counted.length === count && counted.every(isThere);
}
