import type { LiveState } from '../core/live/liveState.js';
import { stackStatuses } from '../core/policy/stackStatus.js';

/** How many services are critical. */
export const criticalCount = (state: LiveState, now: number): number =>
  stackStatuses(state, now)
    .flatMap(({ named, others }) => [...named, ...others])
    .filter((status) => status.level === 'critical').length;
