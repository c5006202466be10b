import type { LiveState } from '../../../core/live/liveState.js';
import type { Replica } from '../../../core/stack/replica.js';
import type { Clock } from '../../ports.js';

/** A replica without a health check counts as ready once it has stayed up this long: a crash at start takes a moment. */
export const settleMs = 3000;

/** Room for a slow machine beyond what the health check itself says. */
const slackMs = 60_000;

export type Readiness = 'ready' | 'waiting' | 'failed';

/** The replica of this container, in any stack; undefined once it is gone. */
export function findContainer(state: LiveState, containerId: string): Replica | undefined {
  return state.snapshot?.stacks
    .flatMap((stack) => stack.services)
    .flatMap((service) => service.replicas)
    .find((replica) => replica.containerId === containerId);
}

/**
 * @param runningSince when this machine first saw the replica running, by the monotonic clock
 */
export function readinessOf(replica: Replica | undefined, runningSince: number | undefined, clock: Clock): Readiness {
  if (!replica) return 'failed';
  switch (replica.state) {
    case 'created':
      return 'waiting';
    case 'running':
      if (replica.health === 'unhealthy') return 'failed';
      if (replica.health === 'starting') return 'waiting';
      if (replica.health === 'healthy') return 'ready';
      if (replica.restarts > 0) return 'failed';
      return runningSince !== undefined && clock.monotonic() - runningSince >= settleMs ? 'ready' : 'waiting';
    case 'restarting':
    case 'paused':
    case 'removing':
    case 'exited':
    case 'dead':
      return 'failed';
  }
}

/** How long a replica may take to become healthy by its own health check, ms. */
export function patienceMs(replica: Replica | undefined): number {
  const check = replica?.healthCheck;
  if (!check) return settleMs + slackMs;
  return check.startPeriodMs + (check.intervalMs + check.timeoutMs) * (check.retries + 1) + slackMs;
}
