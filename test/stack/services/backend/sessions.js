// Sessions live in Redis, so that any backend replica serves any user; in the replica's own memory only where a test wants that fault.
import { randomUUID } from 'node:crypto';
import { Refusal } from '../shared/refusal.js';
import { settings } from '../shared/settings.js';

const ttlSeconds = 3600;

/** @param {any} redis @returns {Record<string, import('../shared/httpService.js').Handler>} */
export function sessionRoutes(redis) {
  const sessions = settings.sessionsInMemory ? inMemory() : inRedis(redis);
  return {
    'POST /api/session': async () => {
      const id = randomUUID();
      await sessions.create(id, { createdBy: settings.hostname, createdAt: new Date().toISOString() });
      return {
        status: 201,
        body: { sessionId: id, createdBy: settings.hostname },
        headers: { 'set-cookie': `sid=${id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${ttlSeconds}` },
      };
    },
    'GET /api/session': async ({ request }) => {
      const id = sessionIdOf(request);
      if (id === undefined) throw new Refusal(401, "Send the cookie 'sid' or the header 'x-session-id'.");
      const session = await sessions.read(id);
      if (session === undefined) throw new Refusal(401, 'This session is unknown or has ended.');
      return { body: { sessionId: id, ...session, servedBy: settings.hostname } };
    },
  };
}

/** @param {any} redis */
const inRedis = (redis) => ({
  /** @param {string} id @param {Record<string, string>} session */
  create: (id, session) => redis.multi().hSet(`session:${id}`, session).expire(`session:${id}`, ttlSeconds).exec(),
  /** @param {string} id */
  async read(id) {
    const key = `session:${id}`;
    const session = await redis.hGetAll(key);
    return session.createdBy === undefined ? undefined : { ...session, visits: await redis.hIncrBy(key, 'visits', 1) };
  },
});

function inMemory() {
  /** @type {Map<string, Record<string, unknown>>} */
  const kept = new Map();
  return {
    /** @param {string} id @param {Record<string, string>} session */
    async create(id, session) {
      kept.set(id, { ...session, visits: 0 });
    },
    /** @param {string} id */
    async read(id) {
      const session = kept.get(id);
      if (session) session.visits = Number(session.visits) + 1;
      return session;
    },
  };
}

/** @param {import('node:http').IncomingMessage} request */
function sessionIdOf(request) {
  const header = request.headers['x-session-id'];
  const value = typeof header === 'string' ? header : /(?:^|;\s*)sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  return value !== undefined && /^[0-9a-f-]{36}$/.test(value) ? value : undefined;
}
