import type { PostgresServer } from '../runbook/runbook.js';

/** What to run in a database's own container for one statement. Its user is trusted there, so that no password is needed. */
export interface PsqlCall {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The server gives up a statement after this, since nothing else would end one whose asker is gone. */
const statementTimeoutMs = 4000;
const connectTimeoutSeconds = 3;

/**
 * One statement that asks. A backslash would be a command of psql itself, and a second statement one that is not bound by the first:
 * either leads to a shell. Functions can still act; the file's author is trusted with that.
 */
const asks = /^[\s(]*(select|show|with|values|table)\b[^;]*;?\s*$/i;

/** Undefined for what is no question. It runs read-only. */
export function psqlCall(server: Pick<PostgresServer, 'user' | 'database'>, query: string): PsqlCall | undefined {
  return asks.test(query) ? callOf(server, query, '-c default_transaction_read_only=on ') : undefined;
}

/** PostgreSQL's own bounds of max_connections. */
const largestLimit = 262_143;

/**
 * The one statement that changes something: `ALTER SYSTEM` with another limit of connections, or without one of its own. It is built of a
 * whole number and of nothing that stands in a file.
 *
 * @param limit undefined takes back what `ALTER SYSTEM` wrote before
 */
export function alterLimitCall(
  server: Pick<PostgresServer, 'user' | 'database'>,
  limit: number | undefined,
): PsqlCall | undefined {
  if (limit === undefined) return callOf(server, 'ALTER SYSTEM RESET max_connections', '');
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > largestLimit) return undefined;
  return callOf(server, `ALTER SYSTEM SET max_connections = ${limit}`, '');
}

function callOf(
  { user, database }: Pick<PostgresServer, 'user' | 'database'>,
  statement: string,
  options: string,
): PsqlCall {
  const bare = ['--no-password', '-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1'];
  return {
    command: ['psql', ...bare, '-U', user, '-d', database, '-c', statement],
    env: {
      PGOPTIONS: `${options}-c statement_timeout=${statementTimeoutMs}`,
      PGCONNECT_TIMEOUT: String(connectTimeoutSeconds),
    },
  };
}

export type PsqlAnswer =
  | { readonly value: number }
  | { readonly value: undefined; readonly why: 'unreachable' | 'no-figure'; readonly problem: string };

const maxWords = 300;

interface PsqlRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What went wrong; undefined where nothing did. */
export function psqlProblem({ exitCode, stderr }: PsqlRun): Extract<PsqlAnswer, { value: undefined }> | undefined {
  // The words are the engine's then, and of its own inner workings.
  if (exitCode === 126 || exitCode === 127)
    return { value: undefined, why: 'unreachable', problem: 'its container has no psql' };
  if (exitCode === 0) return undefined;
  const why = exitCode === 2 ? 'unreachable' : 'no-figure';
  return { value: undefined, why, problem: firstWords(stderr) || `psql ended with ${exitCode}` };
}

/** The columns of each row of a successful run, as text. No value may hold a bar or a line end. */
export const psqlRows = (stdout: string): readonly (readonly string[])[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('|'));

/** The first row's first column. */
export function psqlAnswer(run: PsqlRun): PsqlAnswer {
  const failed = psqlProblem(run);
  if (failed) return failed;
  const cell = /^[^\n|]*/.exec(run.stdout)?.[0].trim() ?? '';
  if (/^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(cell) && Number.isFinite(Number(cell))) return { value: Number(cell) };
  const problem = cell === '' ? 'the query gives nothing' : 'the query gives something that is no number';
  return { value: undefined, why: 'no-figure', problem };
}

function firstWords(stderr: string): string {
  const line = stderr.trim().split('\n')[0]?.trim() ?? '';
  return line.length > maxWords ? `${line.slice(0, maxWords)}…` : line;
}
