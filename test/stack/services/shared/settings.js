// Every setting a service reads from its environment, with the defaults of the Compose network.
import { hostname } from 'node:os';

/** @param {string} name @param {number} fallback */
function number(name, fallback) {
  const value = Number(process.env[name]);
  return process.env[name] && Number.isFinite(value) && value >= 0 ? value : fallback;
}

/** @param {string} name @param {string} fallback */
const text = (name, fallback) => process.env[name] || fallback;

export const settings = Object.freeze({
  hostname: hostname(),
  redisUrl: text('REDIS_URL', 'redis://redis:6379'),
  databaseUrl: text('DATABASE_URL', 'postgres://schedgen:schedgen@postgres:5432/schedgen'),
  backendUrl: text('BACKEND_URL', 'http://traefik:3001'),
  publicBackendUrl: text('PUBLIC_BACKEND_URL', 'http://localhost:3001'),
  dbPoolMax: number('DB_POOL_MAX', 50),
  dbPoolWaitMs: number('DB_POOL_WAIT_MS', 5000),
  requestCpuMs: number('REQUEST_CPU_MS', 2),
  uploadMaxBytes: number('UPLOAD_MAX_BYTES', 5 * 1024 * 1024),
  workMs: number('WORK_MS', 400),
  workCpuMs: number('WORK_CPU_MS', 30),
  drainMs: number('DRAIN_MS', 2500),
  sessionsInMemory: process.env['SESSIONS'] === 'memory',
});
