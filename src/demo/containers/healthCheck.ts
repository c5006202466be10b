import { numberAt, objectAt, textsAt } from '../json.js';
import type { Container, HealthStatus } from './container.js';

const nsPerMs = 1_000_000;

/** Whether anyone checks at all. */
export const isChecked = ({ config }: Container): boolean => {
  const [kind = ''] = textsAt(objectAt(config, 'Healthcheck'), 'Test');
  return kind !== '' && kind !== 'NONE';
};

/**
 * Looks after a container when its next check is due. Answers its new state when that has changed.
 *
 * @param modelMs the present moment of the model
 */
export function checkHealth(container: Container, modelMs: number): HealthStatus | undefined {
  const { health, program } = container;
  if (container.state !== 'running' || !health) return undefined;
  const check = objectAt(container.config, 'Healthcheck');
  const every = numberAt(check, 'Interval') / nsPerMs || 30_000;
  const whileStarting = numberAt(check, 'StartInterval') / nsPerMs || every;
  const startPeriodMs = numberAt(check, 'StartPeriod') / nsPerMs;
  const ranMs = modelMs - container.startedAtModelMs;
  const isStarting = health.status === 'starting' && ranMs <= startPeriodMs;
  if (modelMs - health.checkedAtModelMs < (isStarting ? Math.min(whileStarting, every) : every)) return undefined;
  health.checkedAtModelMs = modelMs;
  const passed = program.startUpMs !== undefined && ranMs >= program.startUpMs && program.isWell(container);
  if (passed) {
    health.failures = 0;
    return changed(health, 'healthy');
  }
  // What fails while it starts is no failure yet.
  if (isStarting) return undefined;
  health.failures += 1;
  const retries = numberAt(check, 'Retries') || 3;
  return health.failures >= retries ? changed(health, 'unhealthy') : undefined;
}

function changed(health: NonNullable<Container['health']>, status: HealthStatus): HealthStatus | undefined {
  if (health.status === status) return undefined;
  health.status = status;
  return status;
}
