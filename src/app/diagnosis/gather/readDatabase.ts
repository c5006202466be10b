import type { DatabaseActivity, DatabaseSeen } from '../../../core/diagnosis/databaseSeen.js';
import { isFullServer } from '../../../core/diagnosis/exhaustionLines.js';
import { readStatements, statementsCall } from '../../../core/diagnosis/reading/statementsQuestion.js';
import { isReady } from '../../../core/policy/condition.js';
import type { PostgresServer, Runbook } from '../../../core/runbook/runbook.js';
import { isReachable, type Stack } from '../../../core/stack/stack.js';
import type { CheckProblem } from '../../../core/verification/check.js';
import { saying } from '../../../core/verification/fact.js';
import { ok, type Result } from '../../../util/result.js';
import { ClientAddresses } from '../../live/clientAddresses.js';
import { askLimit, runPsql } from '../../operations/connections/askLimit.js';
import type { EngineConnection } from '../../ports.js';
import { unreachable } from './look.js';

export interface DatabaseRead {
  readonly database: Result<DatabaseSeen, CheckProblem>;
  readonly statements: Result<DatabaseActivity, CheckProblem>;
}

/** Asks the runbook's PostgreSQL by `psql` in its container, one question after the other: each is a connection of those that are counted. */
export async function readDatabase(
  connection: EngineConnection,
  stack: Stack,
  runbook: Runbook,
  server: PostgresServer,
  signal: AbortSignal,
): Promise<Result<DatabaseRead, CheckProblem>> {
  const replicas = stack.services.find(({ name }) => name === server.service)?.replicas ?? [];
  const running = replicas.filter((replica) => replica.state === 'running' && isReachable(replica));
  const containerId = (running.find(isReady) ?? running[0])?.containerId;
  if (containerId === undefined) return unreachable(`no replica of ${server.service} runs`);
  const clientsAt = await new ClientAddresses().of(connection, stack, runbook, signal);
  const limit = await askLimit(connection, containerId, server, signal, clientsAt);
  const call = statementsCall(server);
  const asked = call && (await runPsql(connection, containerId, call, signal));
  const activity = asked?.ok ? readStatements(asked.value) : undefined;
  return ok({
    database: limit.ok ? ok({ answers: true, limit: limit.value }) : refused(limit.error),
    statements: activity ? ok(activity) : unreachable(whyNot(asked)),
  });
}

/** A server that lets nobody in says a great deal. */
const refused = (said: string): Result<DatabaseSeen, CheckProblem> =>
  isFullServer(said) ? ok({ answers: false, said: saying(said) }) : unreachable(said);

const whyNot = (asked: Result<string, string> | undefined): string =>
  asked?.ok === false ? asked.error : 'it answers in a form that is not known';
