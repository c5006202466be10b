import { connectionLimit, foreignConnections } from '../runbook/connectionMetrics.js';
import type { Runbook, RunbookService } from '../runbook/runbook.js';
import type { History } from './history.js';
import type { Connections } from './target/connectionRoom.js';

/**
 * What was read this long ago still holds: the limit changes with a restart of the database only, and a database that has no connection
 * left even for the question must not make the limit unknown.
 */
const limitAgeMs = 10 * 60_000;

/**
 * Undefined for a service that opens none, and while the limit is not known.
 *
 * @param histories by metric id
 * @param tauMs elapsed time
 */
export function connectionsOf(
  { postgres, services }: Runbook,
  entry: RunbookService | undefined,
  histories: Readonly<Record<string, History>>,
  tauMs: number,
): Connections | undefined {
  const perReplica = entry?.connectionsPerReplica;
  const limit = histories[connectionLimit]?.at(-1);
  const foreign = histories[foreignConnections]?.at(-1);
  if (!postgres || perReplica === undefined || !limit || !foreign) return undefined;
  if (tauMs - Math.min(limit.tauMs, foreign.tauMs) > limitAgeMs) return undefined;
  const pools = services
    .filter((other) => other !== entry)
    .reduce((sum, other) => sum + other.max * (other.connectionsPerReplica ?? 0), 0);
  return { limit: limit.value, reserved: postgres.reservedConnections, others: pools + foreign.value, perReplica };
}
