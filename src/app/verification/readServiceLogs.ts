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
    const ahead = await ground.engineAhead();
    const logs = await Promise.all(
      replicas.map((replica) =>
        // Which lines are of before and which of since is told by the engine's clock, and by no other.
        ahead.ok
          ? slots.run(() => readOne(ground, replica, sinceAt + ahead.value, signal))
          : Promise.resolve(unread(replica, `the clock of its engine could not be read: ${ahead.error.detail}`)),
      ),
    );
    return { logs, times: { sinceMs: now - sinceAt, beforeMs } };
  });

const unread = ({ name }: Replica, said: string): LogsRead => ({
  name,
  since: undefined,
  before: undefined,
  isCut: false,
  said,
});

/** @param sinceAt by the engine's clock */
async function readOne(ground: Ground, replica: Replica, sinceAt: number, signal: AbortSignal): Promise<LogsRead> {
  const { name, containerId, startedAt } = replica;
  if (!isReachable(replica)) return unread(replica, 'it runs on a node that cannot be read from here');
  const bounds = AbortSignal.any([signal, AbortSignal.timeout(readMs)]);
  const read = await ground.about.connection.logsSince(containerId, sinceAt - beforeMs, mostLines, bounds);
  if (!read.ok) return unread(replica, read.error.detail);
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
