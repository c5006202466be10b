import type { HealthCheck, Replica, ReplicaLimits } from '../../core/stack/replica.js';
import { boundedText } from '../connect/failure.js';
import { wallTimeMs } from '../wallTimeMs.js';
import type { SlotTask } from './tasksBySlot.js';
import { hasFailed, replicaStateOf } from './taskStates.js';

export interface TaskPlace {
  readonly service: string;
  readonly image: string;
  readonly limits: ReplicaLimits;
  readonly healthCheck: HealthCheck | undefined;
  /** Nodes' names by id. */
  readonly nodeNames: ReadonlyMap<string, string>;
  /** The node of the engine that is asked. */
  readonly hereId: string;
}

const CONTAINER_ID = /^[0-9a-f]{64}$/;

const NO_OBSTACLES: Replica['obstacles'] = {
  fixedHostPorts: [],
  customName: false,
  staticAddress: false,
  hostNetwork: false,
  namedVolumes: [],
  portRange: false,
};

/** A task as a replica; undefined for one that says nothing any more. `place` is the global service's count among the nodes. */
export function toTask(
  { key, task, lastFailure }: SlotTask,
  place: number,
  of: TaskPlace,
): (Omit<Replica, 'id'> & { readonly key: string }) | undefined {
  const state = replicaStateOf(task);
  if (!state) return undefined;
  const { ContainerStatus: container, Timestamp, Err } = task.Status;
  const number = task.Slot || place;
  const isRunning = state === 'running';
  const hasEnded = state === 'exited';
  const own = boundedText(Err ?? '');
  const before = lastFailure && lastFailure !== task ? boundedText(lastFailure.Status.Err ?? '') : '';
  const containerId = container?.ContainerID ?? '';
  return {
    key,
    containerId: CONTAINER_ID.test(containerId) ? containerId : task.ID,
    name: `${of.service}.${number}`,
    number,
    state,
    // A Swarm calls a task running only once its health check, where it has one, has passed.
    health: isRunning && of.healthCheck ? 'healthy' : 'none',
    healthCheck: of.healthCheck,
    stopTimeoutMs: undefined,
    restarts: 0,
    oomKilled: false,
    // What never ran says 0 all the same, which would pass for an end that is well.
    exitCode:
      hasEnded && !(hasFailed(task) && container?.ExitCode === 0) ? (container?.ExitCode ?? undefined) : undefined,
    // What waits to be tried again says why it failed before.
    error: own || (state === 'created' ? before : ''),
    image: of.image,
    imageId: '',
    configHash: '',
    ports: [],
    limits: of.limits,
    createdAt: wallTimeMs(task.CreatedAt) ?? 0,
    startedAt: isRunning ? wallTimeMs(Timestamp) : undefined,
    obstacles: NO_OBSTACLES,
    task: {
      taskId: task.ID,
      node: task.NodeID ? (of.nodeNames.get(task.NodeID) ?? task.NodeID) : undefined,
      isHere: task.NodeID === of.hereId && CONTAINER_ID.test(containerId),
      isRetry: state === 'created' && own === '' && before !== '',
    },
  };
}
