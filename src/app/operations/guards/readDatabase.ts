import { foreignQuery, limitQuery } from '../../../core/runbook/connectionMetrics.js';
import type { DatabaseConnections } from '../../../core/policy/connectionsOf.js';
import type { Runbook } from '../../../core/runbook/runbook.js';
import type { Stack } from '../../../core/stack/stack.js';
import { fail, ok, type Result } from '../../../util/result.js';
import { ClientAddresses } from '../../live/clientAddresses.js';
import { PostgresReader } from '../../live/postgresReader.js';
import { Slots } from '../../live/slots.js';
import type { EngineConnection } from '../../ports.js';

/** Asks the runbook's PostgreSQL for what its connections are bounded by; the failure is the end of a sentence about it. */
export async function readDatabase(
  connection: EngineConnection,
  stack: Stack,
  runbook: Runbook,
  signal: AbortSignal,
): Promise<Result<DatabaseConnections, string>> {
  const { postgres } = runbook;
  const reader = new PostgresReader({ connection, slots: new Slots(1), signal });
  const ask = async (query: string): Promise<Result<number, string>> => {
    if (!postgres) return fail('the runbook names no PostgreSQL');
    const answer = await reader.read(stack, postgres, query);
    return answer.value === undefined ? fail(answer.problem) : ok(answer.value);
  };
  const clientsAt = new ClientAddresses().of(connection, stack, runbook, signal);
  const [limit, foreign] = await Promise.all([ask(limitQuery), clientsAt.then((each) => ask(foreignQuery(each)))]);
  if (!limit.ok) return limit;
  return foreign.ok ? ok({ limit: limit.value, foreign: foreign.value }) : foreign;
}
