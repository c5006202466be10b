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
    metric(connectionLimit, 'Connection limit', 'SHOW max_connections'),
    metric(
      foreignConnections,
      'Connections to other databases',
      "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname IS DISTINCT FROM current_database()",
    ),
  ];
}

export const connectionLimit = 'connectionLimit';
export const foreignConnections = 'foreignConnections';
