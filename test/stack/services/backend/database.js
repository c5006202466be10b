// The pool of one backend replica: up to 50 connections, how long callers waited for one, and a retry across a restart.
import pg from 'pg';
import { Refusal } from '../shared/refusal.js';
import { settings } from '../shared/settings.js';

// The server is going down, coming up, or not there for a moment. Statements here may be sent twice, see their ON CONFLICT.
const passing = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'ENOTFOUND']);
const tooManyClients = '53300';
const patienceMs = 15_000;

/** @param {import('../shared/metricsRegistry.js').MetricsRegistry} metrics */
export function openDatabase(metrics) {
  const pool = new pg.Pool({
    connectionString: settings.databaseUrl,
    max: settings.dbPoolMax,
    connectionTimeoutMillis: settings.dbPoolWaitMs,
    idleTimeoutMillis: 30_000,
    application_name: `backend-${settings.hostname}`,
  });
  // An idle connection that the server closes is no reason to end: the pool opens another.
  pool.on('error', () => {});

  const waited = metrics.histogram('db_pool_wait_seconds', 'Time a request waited for a database connection');
  metrics.gauge('db_pool_connections_max', 'Connections the pool may open', () => settings.dbPoolMax);
  metrics.gauge('db_pool_connections_open', 'Connections the pool holds', () => pool.totalCount);
  metrics.gauge(
    'db_pool_connections_in_use',
    'Connections that run a statement',
    () => pool.totalCount - pool.idleCount,
  );
  metrics.gauge('db_pool_waiting', 'Requests that wait for a connection', () => pool.waitingCount);

  /** @param {string} sql @param {unknown[]} values */
  async function attempt(sql, values) {
    const asked = performance.now();
    const client = await pool.connect();
    waited.observe((performance.now() - asked) / 1000);
    let failure;
    try {
      return (await client.query(sql, values)).rows;
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      client.release(failure && isPassing(failure) ? failure : undefined);
    }
  }

  return {
    /** @param {string} sql @param {unknown[]} [values] @returns {Promise<any[]>} */
    async query(sql, values = []) {
      const giveUpAt = Date.now() + patienceMs;
      for (;;) {
        try {
          return await attempt(sql, values);
        } catch (error) {
          if (error?.code === tooManyClients) throw new Refusal(503, 'PostgreSQL has no connection slot left.');
          if (/timeout exceeded when trying to connect/.test(error?.message ?? ''))
            throw new Refusal(503, 'The connection pool is exhausted.');
          if (!isPassing(error) || Date.now() > giveUpAt) throw error;
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      }
    },
    close: () => pool.end(),
  };
}

/** @param {any} error */
function isPassing(error) {
  return passing.has(error?.code) || /Connection terminated/.test(error?.message ?? '');
}
