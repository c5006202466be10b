import type { ReplicaState } from '../../core/stack/replica.js';

/** What each state of a task is for a replica. Up to `starting` there is no process; the last five are ends. */
const REPLICA_STATE: Readonly<Record<string, ReplicaState>> = {
  new: 'created',
  allocated: 'created',
  pending: 'created',
  assigned: 'created',
  accepted: 'created',
  preparing: 'created',
  ready: 'created',
  starting: 'created',
  running: 'running',
  complete: 'exited',
  shutdown: 'exited',
  failed: 'exited',
  rejected: 'exited',
  orphaned: 'exited',
};

const GOING: ReadonlySet<string> = new Set(['shutdown', 'remove']);
const FAILED: ReadonlySet<string> = new Set(['failed', 'rejected', 'orphaned']);

interface TaskState {
  readonly DesiredState: string;
  readonly Status: { readonly State: string };
}

/** The Swarm means it to run, or to have run to its end. */
export const isMeant = ({ DesiredState }: TaskState): boolean => !GOING.has(DesiredState);

export const hasFailed = ({ Status }: TaskState): boolean => FAILED.has(Status.State);

/** Undefined for a task that is of no interest any more. */
export function replicaStateOf(task: TaskState): ReplicaState | undefined {
  const state = REPLICA_STATE[task.Status.State];
  if (state === 'exited' || isMeant(task)) return state;
  return state === undefined ? undefined : 'removing';
}
