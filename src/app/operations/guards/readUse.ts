import type { LiveState } from '../../../core/live/liveState.js';
import { freshReadings } from '../../../core/policy/reading.js';
import { usageBetween, type Usage } from '../../../core/policy/usage.js';
import type { Replica } from '../../../core/stack/replica.js';
import { pause } from '../../pause.js';
import type { Clock, EngineConnection } from '../../ports.js';

/** What one replica uses. */
export interface ReplicaUse {
  readonly memoryBytes: number | undefined;
  /** Cores. */
  readonly cpus: number | undefined;
}

/** The kernel counts CPU time in steps of 10 ms, so that samples closer together say little. */
const betweenMs = 1000;

/** What replicas use, by container id: by readings that are there, else by two samples taken for it. Those that cannot be read are missing. */
export async function readUse(
  replicas: readonly Replica[],
  state: Pick<LiveState, 'readings' | 'readingIntervalMs'>,
  connection: EngineConnection,
  clock: Clock,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ReplicaUse>> {
  const readings = freshReadings(state.readings, clock.now(), state.readingIntervalMs);
  const found = new Map<string, ReplicaUse>();
  const { info } = connection;
  const add = (replica: Replica, { cpuPercent, memoryBytes }: Usage): void => {
    const allowed = replica.limits.cpus ?? info.cpus;
    found.set(replica.containerId, {
      memoryBytes,
      cpus: cpuPercent === undefined ? undefined : (cpuPercent / 100) * allowed,
    });
  };
  const running = replicas.filter(({ state: phase }) => phase === 'running');
  const unread = running.filter((replica) => {
    const reading = readings.get(replica.id);
    if (reading?.cpuPercent === undefined || reading.memoryBytes === undefined) return true;
    add(replica, reading);
    return false;
  });
  if (unread.length === 0) return found;
  const ids = unread.map(({ containerId }) => containerId);
  const before = await connection.readUsage(ids, signal);
  await pause(clock, betweenMs);
  const after = await connection.readUsage(ids, signal);
  for (const replica of unread) {
    const sample = after.get(replica.containerId);
    if (sample) add(replica, usageBetween(before.get(replica.containerId), sample, replica.limits, info));
  }
  return found;
}
