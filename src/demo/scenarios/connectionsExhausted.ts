import { ordinaryLoad, ramp } from '../load/demand.js';
import type { Scenario } from './scenario.js';

/** Somebody has scaled the backend to four on a database of a hundred connections: their pools ask for twice of what there is. */
export const connectionsExhausted: Scenario = {
  id: 'connections-exhausted',
  begin: (stage) => stage.scale('backend', 4),
  loadAt: (minute) => ({
    ...ordinaryLoad,
    users: 300,
    frontendRequests: 14,
    backendRequests: ramp(minute, 0, 25, 60, 190),
  }),
};
