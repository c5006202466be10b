import type { PsqlCall } from '../../../core/policy/psql.js';
import type { PostgresServer, Runbook } from '../../../core/runbook/runbook.js';
import type { DatabaseLimit, SettingsFiles } from '../../../core/scaling/connections/databaseLimit.js';
import { databaseOf } from '../../../core/scaling/connections/databaseOf.js';
import type { LimitGround, LimitProblem } from '../../../core/scaling/connections/limitProblem.js';
import { filesCall, limitCall, readFiles, readLimit } from '../../../core/scaling/connections/limitQuestions.js';
import type { Stack } from '../../../core/stack/stack.js';
import { fail, ok, type Result } from '../../../util/result.js';
import { ClientAddresses } from '../../live/clientAddresses.js';
import type { EngineConnection } from '../../ports.js';

/** Longer than the server takes to give up connecting and the statement. */
const timeoutMs = 8000;
const maxBytes = 16 * 1024;
const maxWords = 300;

/** All that has to be known of a stack's database before its limit is changed. Changes nothing. */
export async function askGround(
  connection: EngineConnection,
  stack: Stack,
  runbook: Runbook,
  signal: AbortSignal,
): Promise<Result<LimitGround, LimitProblem>> {
  const database = databaseOf(stack, runbook);
  if (!database.ok) return database;
  const { server, replica } = database.value;
  const clientsAt = await new ClientAddresses().of(connection, stack, runbook, signal);
  const now = await askLimit(connection, replica.containerId, server, signal, clientsAt);
  if (!now.ok) return fail({ problem: 'cannot-ask', detail: now.error });
  const files = now.value.isSuperuser ? await askFiles(connection, replica.containerId, server, signal) : undefined;
  return ok({
    now: now.value,
    files: files?.ok ? files.value : undefined,
    user: server.user,
    memoryBytes: Math.min(replica.limits.memoryBytes ?? Infinity, connection.info.memoryBytes),
  });
}

/**
 * What the database says of its limit at this moment; or why it does not, as the end of a sentence.
 *
 * @param clientsAt addresses of the services whose pools are known; undefined where not all of them are, or nobody asks who else is there
 */
export const askLimit = (
  connection: EngineConnection,
  containerId: string,
  server: PostgresServer,
  signal: AbortSignal,
  clientsAt?: readonly string[],
): Promise<Result<DatabaseLimit, string>> =>
  ask(connection, containerId, limitCall(server, clientsAt), readLimit, signal);

/** What its settings files say. */
export const askFiles = (
  connection: EngineConnection,
  containerId: string,
  server: PostgresServer,
  signal: AbortSignal,
): Promise<Result<SettingsFiles, string>> => ask(connection, containerId, filesCall(server), readFiles, signal);

async function ask<T>(
  connection: EngineConnection,
  containerId: string,
  call: PsqlCall | undefined,
  read: (stdout: string) => T | undefined,
  signal: AbortSignal,
): Promise<Result<T, string>> {
  if (!call) return fail('the statement is none that only asks');
  const run = await runPsql(connection, containerId, call, signal);
  if (!run.ok) return run;
  const answer = read(run.value);
  return answer === undefined ? fail('it answers in a form that is not known') : ok(answer);
}

/** Runs one statement; its output, or why there is none. */
export async function runPsql(
  connection: EngineConnection,
  containerId: string,
  { command, env }: PsqlCall,
  signal: AbortSignal,
): Promise<Result<string, string>> {
  const run = await connection.exec(containerId, command, { env, timeoutMs, maxBytes }, signal);
  if (!run.ok) return fail(run.error.detail);
  const { exitCode, stdout, stderr } = run.value;
  if (exitCode === 126 || exitCode === 127) return fail('its container has no psql');
  if (exitCode === 0) return ok(stdout);
  return fail((stderr.trim().split('\n')[0] ?? '').slice(0, maxWords) || `psql ended with ${exitCode}`);
}
