import { countedReplicas, isReachable } from '../../core/stack/stack.js';
import type { LogsRead, LogTimes } from '../../core/verification/logs/logsRead.js';
import { Slots } from '../live/slots.js';
import type { Replica } from '../../core/stack/replica.js';
import type { Ground } from './ground.js';

const atOnce = 4;
/** Of each replica; the oldest beyond them are left out. */
const mostLines = 5000;
/** Looked at before what is verified, to compare with. */
const beforeMs = 30 * 60_000;
const readMs = 20_000;

export interface ServiceLogs {
  readonly logs: readonly LogsRead[];
  readonly times: LogTimes;
}

/** What the replicas of a service have said since the operation began, and before; read once in a verification. */
export const readServiceLogs = (ground: Ground, service: string): Promise<ServiceLogs> =>
  ground.once(`logs ${service}`, async (signal) => {
    const now = ground.parts.clock.now();
    const { sinceAt } = ground;
    const slots = new Slots(atOnce);
    const replicas = countedReplicas(ground.service(service));
    const logs = await Promise.all(
      replicas.map((replica) => slots.run(() => readOne(ground, replica, sinceAt, signal))),
    );
    return { logs, times: { sinceMs: now - sinceAt, beforeMs } };
  });

async function readOne(ground: Ground, replica: Replica, sinceAt: number, signal: AbortSignal): Promise<LogsRead> {
  const { name, containerId, startedAt } = replica;
  const unread = (said: string): LogsRead => ({ name, since: undefined, before: undefined, isCut: false, said });
  if (!isReachable(replica)) return unread('it runs on a node that cannot be read from here');
  const bounds = AbortSignal.any([signal, AbortSignal.timeout(readMs)]);
  const read = await ground.about.connection.logsSince(containerId, sinceAt - beforeMs, mostLines, bounds);
  if (!read.ok) return unread(read.error.detail);
  const isFull = read.value.length >= mostLines;
  const isOld = startedAt !== undefined && startedAt < sinceAt;
  const texts = (keep: (at: number) => boolean): readonly string[] =>
    read.value.filter(({ at }) => keep(at)).map(({ text }) => text);
  return {
    name,
    since: texts((at) => at >= sinceAt),
    before: isOld ? texts((at) => at < sinceAt) : undefined,
    isCut: isFull && (read.value[0]?.at ?? 0) >= sinceAt,
    said: isFull ? `only the last ${mostLines} lines were read` : '',
  };
}
