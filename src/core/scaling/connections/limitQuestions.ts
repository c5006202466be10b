import { isForeign } from '../../runbook/connectionMetrics.js';
import { psqlCall, type PsqlCall } from '../../policy/psql.js';
import type { PostgresServer } from '../../runbook/runbook.js';
import type { DatabaseLimit, SettingsFiles } from './databaseLimit.js';

type Server = Pick<PostgresServer, 'user' | 'database'>;

const clients = "FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";

// What a server of this version does not know, or does not tell this user, is null and no failure.
const limitQuery = (clientsAt: readonly string[] | undefined): string => `SELECT json_build_object(
  'limit', setting::int, 'source', source,
  'isSuperuser', (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
  'isAlterable', coalesce(current_setting('allow_alter_system', true), 'on') = 'on',
  'isStandby', pg_is_in_recovery(), 'followers', (SELECT count(*) FROM pg_stat_replication),
  'open', (SELECT count(*) ${clients}),
  'foreign', (SELECT count(*) ${clients} AND ${isForeign(clientsAt)}),
  'reserved', current_setting('superuser_reserved_connections')::int
    + coalesce(current_setting('reserved_connections', true)::int, 0),
  'sharedBuffersBytes', pg_size_bytes(current_setting('shared_buffers')),
  'dataFolder', (SELECT setting FROM pg_settings WHERE name = 'data_directory'))
  FROM pg_settings WHERE name = 'max_connections'`;

const ofLimit = "FROM pg_file_settings WHERE name = 'max_connections'";
const lastOne = 'ORDER BY seqno DESC LIMIT 1';

// A setting that only a restart can change counts as an error there. What the command line overrules does so for ever.
const filesQuery = `SELECT json_build_object(
  'written', (SELECT setting ${ofLimit} ${lastOne}),
  'beneath', (SELECT setting ${ofLimit} AND sourcefile NOT LIKE '%/postgresql.auto.conf' ${lastOne}),
  'unreadable', (SELECT count(*) FROM pg_file_settings WHERE error IS NOT NULL AND name IS NULL),
  'waiting', (SELECT coalesce(json_agg(DISTINCT f.name), '[]') FROM pg_file_settings f LEFT JOIN pg_settings s USING (name)
    WHERE f.error IS NOT NULL AND f.name <> 'max_connections' AND s.source IS DISTINCT FROM 'command line'))`;

/**
 * Asks for the limit and for all that decides whether it can be changed, as anybody may.
 *
 * @param clientsAt addresses of the services whose pools are known; undefined where not all of them are
 */
export const limitCall = (server: Server, clientsAt?: readonly string[]): PsqlCall | undefined =>
  psqlCall(server, onOneLine(limitQuery(clientsAt)));

/** Asks what the settings files say, as a superuser may. */
export const filesCall = (server: Server): PsqlCall | undefined => psqlCall(server, onOneLine(filesQuery));

const onOneLine = (query: string): string => query.replaceAll(/\s+/g, ' ');

/** Undefined for an answer of another shape. */
export function readLimit(stdout: string): DatabaseLimit | undefined {
  const answer = fieldsOf(stdout);
  if (!answer) return undefined;
  const { limit, source, isSuperuser, isAlterable, isStandby, followers } = answer;
  const { open, foreign, reserved, sharedBuffersBytes, dataFolder } = answer;
  if (!isCount(limit) || !isCount(followers) || !isCount(open) || !isCount(foreign)) return undefined;
  if (!isCount(reserved) || !isCount(sharedBuffersBytes) || typeof source !== 'string') return undefined;
  if (typeof isSuperuser !== 'boolean' || typeof isAlterable !== 'boolean' || typeof isStandby !== 'boolean')
    return undefined;
  return {
    ...{ limit, source, isSuperuser, isAlterable, isStandby, followers, open, foreign, reserved, sharedBuffersBytes },
    dataFolder: isFolder(dataFolder) ? dataFolder : undefined,
  };
}

/** What the database's settings files say, of untrusted text; undefined where it is no answer to that question. */
export function readFiles(stdout: string): SettingsFiles | undefined {
  const answer = fieldsOf(stdout);
  if (!answer || !isCount(answer['unreadable']) || !Array.isArray(answer['waiting'])) return undefined;
  return {
    written: written(answer['written']),
    beneath: written(answer['beneath']),
    unreadable: answer['unreadable'],
    waiting: answer['waiting'].filter((name) => typeof name === 'string').slice(0, maxNames),
  };
}

const maxNames = 20;

function fieldsOf(stdout: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(stdout);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** As it stands in a file. */
const written = (value: unknown): number | undefined =>
  typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : undefined;

const isFolder = (value: unknown): value is string => typeof value === 'string' && /^\/[^\n\0]{1,500}$/.test(value);
