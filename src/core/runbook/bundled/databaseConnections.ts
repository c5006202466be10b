import { above, from } from '../bounds.js';
import type { Metric } from '../metric.js';
import type { Rule } from '../rule.js';
import { quantile, sumOf } from './promql.js';

/** Measured of the backend, which opens the connections and is what the runbook scales for them. */
export const databaseMetrics: readonly Metric[] = [
  {
    id: 'activeConnections',
    title: 'Active connections',
    group: 'database',
    unit: 'connections',
    services: ['backend'],
    sources: [
      {
        from: 'postgres',
        // The connection that asks is active, too, and is not the stack's.
        query:
          'SELECT count(*) FROM pg_stat_activity ' +
          "WHERE state = 'active' AND datname = current_database() AND pid <> pg_backend_pid()",
        scale: 1,
      },
    ],
  },
  {
    id: 'poolUsage',
    title: 'Pool usage',
    group: 'database',
    unit: 'percent',
    services: ['backend'],
    sources: [
      {
        from: 'prometheus',
        query: `100 * ${sumOf('db_pool_connections_in_use')} / ${sumOf('db_pool_connections_max')}`,
        scale: 1,
        absentIsZero: false,
      },
    ],
  },
  {
    id: 'connectionWait',
    title: 'Connection wait',
    group: 'database',
    unit: 'ms',
    services: ['backend'],
    sources: [{ from: 'prometheus', query: quantile(0.95, 'db_pool_wait_seconds'), scale: 1000, absentIsZero: false }],
  },
];

/** The table "Database Connections". */
export const databaseRules: readonly Rule[] = [
  {
    id: 'active-connections',
    title: 'Active database connections',
    metric: 'activeConnections',
    warning: from(30),
    critical: above(40),
    action: 'scale',
    required: false,
  },
  {
    id: 'pool-usage',
    title: 'Connection pool usage',
    metric: 'poolUsage',
    warning: from(60),
    critical: above(80),
    action: 'scale',
    required: false,
  },
  {
    id: 'connection-wait',
    title: 'Connection wait time',
    metric: 'connectionWait',
    warning: from(100),
    critical: above(1000),
    action: 'scale-immediately',
    required: false,
  },
];
