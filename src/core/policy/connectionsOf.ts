import { connectionLimit, foreignConnections } from '../runbook/connectionMetrics.js';
import type { Runbook, RunbookService } from '../runbook/runbook.js';
import type { History } from './history.js';
import type { Connections } from './target/connectionRoom.js';

/**
 * What was read this long ago still holds: the limit changes with a restart of the database only, and a database that has no connection
 * left even for the question must not make the limit unknown.
 */
const limitAgeMs = 10 * 60_000;

/** What a database says of itself. */
export interface DatabaseConnections {
  readonly limit: number;
  /** Of clients that no pool of the runbook accounts for. */
  readonly foreign: number;
}

/**
 * Undefined for a service that opens none, and while the limit is not known.
 *
 * @param histories by metric id
 * @param tauMs elapsed time
 */
export function connectionsOf(
  runbook: Runbook,
  entry: RunbookService | undefined,
  histories: Readonly<Record<string, History>>,
  tauMs: number,
): Connections | undefined {
  const limit = histories[connectionLimit]?.at(-1);
  const foreign = histories[foreignConnections]?.at(-1);
  if (!limit || !foreign || tauMs - Math.min(limit.tauMs, foreign.tauMs) > limitAgeMs) return undefined;
  return connectionsWith(runbook, entry, { limit: limit.value, foreign: foreign.value });
}

/** Undefined for a service that opens none. The other services count with their pools full at their own maximum. */
export function connectionsWith(
  { postgres, services }: Runbook,
  entry: RunbookService | undefined,
  { limit, foreign }: DatabaseConnections,
): Connections | undefined {
  const perReplica = entry?.connectionsPerReplica;
  if (!postgres || perReplica === undefined) return undefined;
  const pools = services
    .filter((other) => other !== entry)
    .reduce((sum, other) => sum + other.max * (other.connectionsPerReplica ?? 0), 0);
  return { limit, reserved: postgres.reservedConnections, others: pools + foreign, perReplica };
}
