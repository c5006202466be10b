import { connectionLimit, foreignConnections } from '../runbook/connectionMetrics.js';
import type { Runbook, RunbookService } from '../runbook/runbook.js';
import type { Figure } from './figure.js';
import type { Connections } from './target/connectionRoom.js';

/** A limit that was read this long ago still holds: it changes with a restart of the database only. */
const limitAgeMs = 10 * 60_000;

/** Undefined for a service that opens none, and while the limit is not known. */
export function connectionsOf(
  { postgres, services }: Runbook,
  entry: RunbookService | undefined,
  figures: Readonly<Record<string, Figure>>,
  now: number,
): Connections | undefined {
  const perReplica = entry?.connectionsPerReplica;
  const limit = figures[connectionLimit];
  const foreign = figures[foreignConnections];
  if (!postgres || perReplica === undefined || limit?.value === undefined || foreign?.value === undefined)
    return undefined;
  if (now - Math.min(limit.at, foreign.at) > limitAgeMs) return undefined;
  const pools = services
    .filter((other) => other !== entry)
    .reduce((sum, other) => sum + other.max * (other.connectionsPerReplica ?? 0), 0);
  return { limit: limit.value, reserved: postgres.reservedConnections, others: pools + foreign.value, perReplica };
}
