import type { LiveState } from '../core/live/liveState.js';
import { stackStatuses, statusesOf } from '../core/policy/stackStatus.js';

/** How many services are critical. */
export const criticalCount = (state: LiveState, now: number): number =>
  stackStatuses(state, now)
    .flatMap(statusesOf)
    .filter((status) => status.level === 'critical').length;
