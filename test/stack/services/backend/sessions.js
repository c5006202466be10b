// Sessions live in Redis, so that any backend replica serves any user.
import { randomUUID } from 'node:crypto';
import { Refusal } from '../shared/refusal.js';
import { settings } from '../shared/settings.js';

const ttlSeconds = 3600;

/** @param {any} redis @returns {Record<string, import('../shared/httpService.js').Handler>} */
export function sessionRoutes(redis) {
  return {
    'POST /api/session': async () => {
      const id = randomUUID();
      await redis
        .multi()
        .hSet(`session:${id}`, { createdBy: settings.hostname, createdAt: new Date().toISOString() })
        .expire(`session:${id}`, ttlSeconds)
        .exec();
      return {
        status: 201,
        body: { sessionId: id, createdBy: settings.hostname },
        headers: { 'set-cookie': `sid=${id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${ttlSeconds}` },
      };
    },
    'GET /api/session': async ({ request }) => {
      const id = sessionIdOf(request);
      if (id === undefined) throw new Refusal(401, "Send the cookie 'sid' or the header 'x-session-id'.");
      const key = `session:${id}`;
      const session = await redis.hGetAll(key);
      if (session.createdBy === undefined) throw new Refusal(401, 'This session is unknown or has ended.');
      const visits = await redis.hIncrBy(key, 'visits', 1);
      return { body: { sessionId: id, ...session, visits, servedBy: settings.hostname } };
    },
  };
}

/** @param {import('node:http').IncomingMessage} request */
function sessionIdOf(request) {
  const header = request.headers['x-session-id'];
  const value = typeof header === 'string' ? header : /(?:^|;\s*)sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  return value !== undefined && /^[0-9a-f-]{36}$/.test(value) ? value : undefined;
}
