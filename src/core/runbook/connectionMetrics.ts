import type { Metric } from './metric.js';
import type { Runbook } from './runbook.js';

/**
 * What the connection guard has to know of a database, measured of the services that open connections to it. No rule looks at these,
 * so a runbook does not have to name them.
 */
export function connectionMetrics({ postgres, services }: Runbook): readonly Metric[] {
  const clients = services.filter(({ connectionsPerReplica }) => connectionsPerReplica !== undefined);
  if (!postgres || clients.length === 0) return [];
  const metric = (id: string, title: string, query: string): Metric => ({
    id,
    title,
    group: 'database',
    unit: 'connections',
    services: clients.map(({ name }) => name),
    sources: [{ from: 'postgres', query, scale: 1 }],
  });
  return [
    metric(connectionLimit, 'Connection limit', limitQuery),
    metric(foreignConnections, 'Connections of other clients', foreignQuery(undefined)),
  ];
}

export const limitQuery = 'SHOW max_connections';

/** Counts what {@link isForeign} is true of. */
export const foreignQuery = (clients: readonly string[] | undefined): string =>
  `SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND ${isForeign(clients)}`;

const address = /^[\da-f.:]{2,45}$/i;

/**
 * What is true, in SQL, of a session that no pool of the runbook accounts for: one to another database, or one from an address of none of the services
 * whose pools are known, such as an exporter's or a pooler's. A session within the database's own container has no address, and is somebody's
 * for a moment.
 *
 * @param clients addresses of those services; undefined where not all of them are known, and so who is somebody else is not known
 */
export function isForeign(clients: readonly string[] | undefined): string {
  const isElsewhere = 'datname IS DISTINCT FROM current_database()';
  if (!clients?.every((one) => address.test(one))) return isElsewhere;
  const others = `client_addr IS NOT NULL AND client_addr <> ALL ('{${clients.join(',')}}'::inet[])`;
  return `(${isElsewhere} OR (${others}))`;
}

export const connectionLimit = 'connectionLimit';
export const foreignConnections = 'foreignConnections';
