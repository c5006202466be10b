import type { Health, HealthCheck } from '../../core/stack/replica.js';
import type { InspectAnswer } from './inspectAnswer.js';

const NS_PER_MS = 1_000_000;
/** What the engine does where the definition says 0. */
const ENGINE_DEFAULTS = { intervalMs: 30_000, timeoutMs: 30_000, startPeriodMs: 0, retries: 3 };

const HEALTH: ReadonlySet<string> = new Set<Health>(['none', 'starting', 'healthy', 'unhealthy']);

const isHealth = (status: string): status is Health => HEALTH.has(status);

/** The engine's word for a container's health; `none` for no word, and for one that is not known. */
export function replicaHealth(status: string | null | undefined): Health {
  return status && isHealth(status) ? status : 'none';
}

/** A container's health check, with the engine's own values for what it leaves open; undefined where it has none. */
export function replicaHealthCheck(check: InspectAnswer['Config']['Healthcheck']): HealthCheck | undefined {
  const kind = check?.Test?.[0];
  const isOff = kind === undefined || kind === '' || kind === 'NONE';
  if (!check || isOff) return undefined;
  return {
    intervalMs: ms(check.Interval) || ENGINE_DEFAULTS.intervalMs,
    timeoutMs: ms(check.Timeout) || ENGINE_DEFAULTS.timeoutMs,
    startPeriodMs: ms(check.StartPeriod) || ENGINE_DEFAULTS.startPeriodMs,
    retries: check.Retries || ENGINE_DEFAULTS.retries,
  };
}

const ms = (ns: number | null | undefined): number => (ns ?? 0) / NS_PER_MS;
