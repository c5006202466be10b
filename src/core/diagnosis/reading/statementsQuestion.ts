import { parseJson } from '../../../util/parseJson.js';
import { isRecord } from '../../../util/isRecord.js';
import { psqlCall, type PsqlCall } from '../../policy/psql.js';
import type { PostgresServer } from '../../runbook/runbook.js';
import { saying } from '../../verification/fact.js';
import type { DatabaseActivity, IdleTransaction, Statement } from '../databaseSeen.js';
import { statementText } from './statementText.js';

const clients = "FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
const ageSince = (column: string): string => `(extract(epoch FROM clock_timestamp() - ${column}) * 1000)::bigint`;
const most = 5;

// Of all databases of the server: they share its processors. What another user runs is told to none but a superuser.
const query = `SELECT json_build_object(
  'active', (SELECT count(*) ${clients} AND state = 'active'),
  'idle', (SELECT count(*) ${clients} AND state = 'idle'),
  'idleInTransaction', (SELECT count(*) ${clients} AND state LIKE 'idle in transaction%'),
  'statements', (SELECT coalesce(json_agg(s), '[]') FROM (SELECT pid, ${ageSince('query_start')} AS "ageMs",
    left(query, 600) AS text, left(application_name, 64) AS by, to_json(pg_blocking_pids(pid)) AS "blockedBy"
    ${clients} AND state = 'active' AND query_start IS NOT NULL ORDER BY query_start, pid LIMIT ${most}) s),
  'idleTransactions', (SELECT coalesce(json_agg(t), '[]') FROM (SELECT pid, ${ageSince('xact_start')} AS "ageMs",
    left(application_name, 64) AS by
    ${clients} AND state LIKE 'idle in transaction%' AND xact_start IS NOT NULL ORDER BY xact_start, pid LIMIT ${most}) t))`;

/** Asks what runs in a database at this moment, as anybody may. */
export const statementsCall = (server: Pick<PostgresServer, 'user' | 'database'>): PsqlCall | undefined =>
  psqlCall(server, query.replaceAll(/\s+/g, ' '));

/** Undefined for an answer of another shape. */
export function readStatements(stdout: string): DatabaseActivity | undefined {
  const answer = fieldsOf(parseJson(stdout));
  const counts = ['active', 'idle', 'idleInTransaction'].map((name) => countOf(answer?.[name]));
  const [active, idle, idleInTransaction] = counts;
  if (active === undefined || idle === undefined || idleInTransaction === undefined) return undefined;
  return {
    active,
    idle,
    idleInTransaction,
    statements: listOf(answer?.['statements']).flatMap((each) => statementOf(each) ?? []),
    idleTransactions: listOf(answer?.['idleTransactions']).flatMap((each) => idleOf(each) ?? []),
  };
}

function statementOf(value: unknown): Statement | undefined {
  const { text, blockedBy } = fieldsOf(value) ?? {};
  const idle = idleOf(value);
  return (
    idle && {
      ...idle,
      text: statementText(textOf(text)),
      blockedBy: listOf(blockedBy).flatMap((pid) => countOf(pid) ?? []),
    }
  );
}

function idleOf(value: unknown): IdleTransaction | undefined {
  const { pid, ageMs, by } = fieldsOf(value) ?? {};
  const [number, age] = [
    countOf(pid),
    typeof ageMs === 'number' && Number.isFinite(ageMs) ? Math.max(0, ageMs) : undefined,
  ];
  return number === undefined || age === undefined ? undefined : { pid: number, ageMs: age, by: saying(textOf(by)) };
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  isRecord(value) ? value : undefined;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, most) : []);

const countOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
