import { psqlCall, psqlProblem, psqlRows } from '../../core/policy/psql.js';
import { isReady } from '../../core/policy/condition.js';
import type { PostgresServer } from '../../core/runbook/runbook.js';
import { isReachable, type Stack } from '../../core/stack/stack.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineConnection } from '../ports.js';

const query =
  'SELECT host(client_addr), count(*) FROM pg_stat_activity ' +
  "WHERE backend_type = 'client backend' AND client_addr IS NOT NULL GROUP BY client_addr";
const timeoutMs = 10_000;
const maxBytes = 256 * 1024;

/** How many connections a PostgreSQL has from each address, by `psql` in its container. The failure is the end of a sentence. */
export async function readConnections(
  connection: EngineConnection,
  stack: Stack,
  server: PostgresServer,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, number>, string>> {
  const replicas = stack.services.find(({ name }) => name === server.service)?.replicas ?? [];
  const running = replicas.filter((replica) => replica.state === 'running' && isReachable(replica));
  const containerId = (running.find(isReady) ?? running[0])?.containerId;
  const call = psqlCall(server, query);
  if (containerId === undefined || !call) return fail(`no replica of ${server.service} runs`);
  const ran = await connection.exec(containerId, call.command, { env: call.env, timeoutMs, maxBytes }, signal);
  if (!ran.ok) return fail(ran.error.detail);
  const problem = psqlProblem(ran.value);
  if (problem) return fail(problem.problem);
  const rows = psqlRows(ran.value.stdout);
  return ok(new Map(rows.flatMap(([address = '', count]) => (count === undefined ? [] : [[address, Number(count)]]))));
}
