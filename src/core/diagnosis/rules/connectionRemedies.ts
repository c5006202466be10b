import { connectionRoom } from '../../policy/target/connectionRoom.js';
import { connectionsNeed } from '../../scaling/connections/connectionsNeeded.js';
import type { DatabaseLimit } from '../../scaling/connections/databaseLimit.js';
import { connectionsNow, type DatabaseClient } from '../databaseClients.js';
import type { Observations } from '../observations.js';
import type { Remedy } from '../remedy.js';
import { openLogs, present } from '../subject.js';

/** The runbook's three ways out: a higher limit, fewer replicas, smaller pools. Each with what it comes to. */
export function connectionRemedies(
  seen: Observations,
  client: DatabaseClient | undefined,
  limit: DatabaseLimit | undefined,
): readonly Remedy[] {
  if (!client) return [openLogs(seen)];
  return present<Remedy>([
    raise(seen, client, limit),
    ...(limit ? [fewer(seen, client, limit), smallerPool(client, limit)] : []),
    openLogs(seen),
  ]);
}

/** On a Swarm it is the Swarm that restarts a database. */
function raise(
  { runbook, stack }: Observations,
  { entry, replicas }: DatabaseClient,
  limit: DatabaseLimit | undefined,
): Remedy | undefined {
  const need = connectionsNeed(runbook, { [entry.name]: replicas }, limit?.foreign ?? 0);
  if (!need || stack.kind === 'swarm' || need.limit <= (limit?.limit ?? 0)) return undefined;
  return { remedy: 'raise-connections', to: need.limit, replicas, perReplica: need.perReplica, rest: need.rest };
}

function fewer(seen: Observations, client: DatabaseClient, limit: DatabaseLimit): Remedy | undefined {
  const now = connectionsNow(seen, client, limit);
  if (!now) return undefined;
  const { strictCap, hardCap } = connectionRoom(now);
  const to = strictCap >= 1 ? strictCap : hardCap;
  const { name, title } = client.entry;
  return to >= 1 && to < client.replicas
    ? { remedy: 'scale', service: name, title, from: client.replicas, to }
    : undefined;
}

function smallerPool(
  { replicas, perReplica }: DatabaseClient,
  { limit, reserved, foreign }: DatabaseLimit,
): Remedy | undefined {
  const to = replicas === 0 ? 0 : Math.floor((limit - reserved - foreign - 1) / replicas);
  return to >= 1 && to < perReplica ? { remedy: 'smaller-pool', from: perReplica, to } : undefined;
}
