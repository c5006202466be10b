import { ordinaryLoad, ramp } from '../load/demand.js';
import type { Scenario } from './scenario.js';

/**
 * Somebody has scaled the backend to three on a database of a hundred connections, against the runbook: their pools want half as many
 * again. Two would do for all that is asked of them.
 */
export const connectionsExhausted: Scenario = {
  id: 'connections-exhausted',
  begin: (stage) => stage.scale('backend', 3),
  loadAt: (_, clockMinute) => ({
    ...ordinaryLoad,
    users: 300,
    frontendRequests: 14,
    backendRequests: ramp(clockMinute, 0, 25, 45, 110),
  }),
};
