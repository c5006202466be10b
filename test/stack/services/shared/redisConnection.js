// A Redis client that waits out a restart of Redis and never ends its service.
import redis from 'redis';
import { settings } from './settings.js';

export async function connectRedis() {
  const client = redis.createClient({
    url: settings.redisUrl,
    socket: { reconnectStrategy: (/** @type {number} */ tries) => Math.min(100 * (tries + 1), 2000) },
  });
  let complained = false;
  client.on('error', (/** @type {Error} */ error) => {
    if (!complained) console.error(`Redis does not answer: ${error.message}`);
    complained = true;
  });
  client.on('ready', () => {
    complained = false;
  });
  await client.connect();
  return client;
}
