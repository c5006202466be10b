import { connectionLimit, connectionMetrics } from '../../../core/runbook/connectionMetrics.js';
import { isReady } from '../../../core/policy/condition.js';
import { isReachable } from '../../../core/stack/stack.js';
import { couldNotTell } from '../../../core/verification/finding.js';
import {
  judgeConnections,
  judgeConnectionSpread,
  type ReplicaConnections,
} from '../../../core/verification/judge/connections.js';
import { PostgresReader } from '../../live/postgresReader.js';
import { Slots } from '../../live/slots.js';
import type { Checker } from '../checker.js';
import type { Ground } from '../ground.js';
import { readConnections } from '../readConnections.js';

/** Of every client of the server; the one that asks is not the stack's. */
const openQuery =
  "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
/** So many at once make each replica open some. */
const requestsPerReplica = 8;
const mostAtOnce = 64;

/** Of the whole server, against its limit. */
export const checkConnections: Checker = async (_planned, ground, signal) => {
  const { about } = ground;
  const { postgres, verification } = about.runbook;
  const limitSource = connectionMetrics(about.runbook).find(({ id }) => id === connectionLimit)?.sources[0];
  if (!postgres || limitSource?.from !== 'postgres') return couldNotTell({ reason: 'not-told-how', key: 'postgres' });
  const reader = new PostgresReader({ connection: about.connection, slots: new Slots(1), signal });
  const open = await reader.read(ground.stack, postgres, openQuery);
  const limit = await reader.read(ground.stack, postgres, limitSource.query);
  const said = [open, limit].flatMap((answer) => (answer.value === undefined ? [answer.problem] : []));
  const seen = {
    total: open.value,
    limit: limit.value,
    reserved: postgres.reservedConnections,
    before: undefined,
    said: said[0] ?? '',
  };
  return judgeConnections(seen, verification.exhaustionWords);
};

/** By the addresses that the server sees its clients at. */
export const checkConnectionSpread: Checker = async ({ service }, ground, signal) => {
  const { about } = ground;
  const { postgres } = about.runbook;
  if (!postgres) return couldNotTell({ reason: 'not-told-how', key: 'postgres' });
  const ready = ground.running(service).filter(isReady);
  await wake(ground, service, ready.length, signal);
  const ids = ready.filter(isReachable).map(({ containerId }) => containerId);
  const addresses = await about.connection.readAddresses(ids, signal);
  const counted = await readConnections(about.connection, ground.stack, postgres, signal);
  if (!counted.ok) return couldNotTell({ reason: 'unreachable', detail: counted.error });
  const replicas = ready.map(({ name, containerId }): ReplicaConnections => {
    const own = addresses.get(containerId) ?? [];
    const connections = own.reduce((sum, address) => sum + (counted.value.get(address) ?? 0), 0);
    return { name, connections: own.length === 0 ? undefined : connections };
  });
  return judgeConnectionSpread(replicas);
};

/** Makes the replicas open connections, where the runbook knows an address that does: an idle pool has none. */
async function wake(ground: Ground, service: string, replicas: number, signal: AbortSignal): Promise<void> {
  const url = ground.verificationOf(service)?.databaseUrl;
  if (url === undefined) return;
  const slots = new Slots(mostAtOnce);
  const requests = Array.from({ length: replicas * requestsPerReplica });
  await Promise.all(requests.map(() => slots.run(() => ground.send({ url }, signal))));
}
