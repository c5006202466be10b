import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { run } from '../../machine/run.mjs';
import { containersByService } from './containers.js';

/** As test/stack/services/shared/jobQueue.js keeps them. */
const add = `
for number = 1, tonumber(ARGV[1]) do
  local id = 'filled-' .. ARGV[2] .. '-' .. number
  redis.call('HSET', 'job:' .. id, 'pdfType', 'WEEKLY', 'fileName', id, 'status', 'waiting', 'enqueuedAt', ARGV[3])
  redis.call('EXPIRE', 'job:' .. id, 3600)
  redis.call('LPUSH', 'jobs:waiting', id)
end`;

/**
 * Puts jobs into the queue of the real stack at once, past its backend, which many uploads would make slow. They are said to come later
 * than now: the workers take them as they are, and count no time that they have waited, so that the depth of the queue is all that grows.
 */
export async function fillQueue(amount: number): Promise<void> {
  const now = Date.now();
  await redis('EVAL', add, '0', String(amount), String(now), String(now + 3_600_000));
}

/** Takes every job out of it that no worker has begun. */
export const emptyQueue = (): Promise<void> => redis('DEL', 'jobs:waiting');

async function redis(...command: readonly string[]): Promise<void> {
  const { cliPath, env } = await ensureDockerEngine();
  const [id = ''] = (await containersByService()).get('redis') ?? [];
  // -e: what Redis refuses is a failure.
  await run(cliPath, ['exec', id, 'redis-cli', '-e', ...command], { env });
}
