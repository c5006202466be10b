import { saying } from '../../verification/fact.js';
import type { RedisSeen } from '../redisSeen.js';

/** What `redis-cli` is asked. It changes nothing. */
export const redisCommand = ['redis-cli', 'INFO'] as const;

/** The figures in an answer to `INFO`; undefined for what is none. */
export function readRedis(stdout: string): Omit<RedisSeen, 'service' | 'title'> | undefined {
  const fields = new Map(
    stdout.split(/\r?\n/).flatMap((line) => {
      const [, name, value] = /^(\w{1,60}):(.{0,300})$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
  const figure = (name: string): number | undefined => countOf(fields.get(name));
  const [usedBytes, limit] = [figure('used_memory'), figure('maxmemory')];
  if (usedBytes === undefined) return undefined;
  return {
    usedBytes,
    maxBytes: limit === 0 ? undefined : limit,
    policy: saying(fields.get('maxmemory_policy') ?? ''),
    evictedKeys: figure('evicted_keys'),
    // `errorstat_OOM:count=12`; a server that counts its errors and has none of this has refused nothing.
    refusedWrites:
      countOf(/^count=(\d+)/.exec(fields.get('errorstat_OOM') ?? '')?.[1]) ??
      (fields.has('total_error_replies') ? 0 : undefined),
    rejectedConnections: figure('rejected_connections'),
  };
}

const countOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

/** What a server says that wants a password, or a client that does not reach one. */
export const redisRefusal = (stdout: string): string | undefined =>
  /^(NOAUTH|WRONGPASS|ERR |NOPERM|Could not connect|Error)/m.test(stdout) ? saying(stdout) : undefined;
