import { ordinaryLoad, ramp } from '../load/demand.js';
import type { Scenario } from './scenario.js';

/**
 * The balancer sends most requests to one of three backends: that one is hot, and another beside it changes nothing. It just keeps up
 * until the rules have found out; then more comes than it can do.
 */
export const unevenBalancer: Scenario = {
  id: 'uneven-balancer',
  begin(stage) {
    stage.allowConnections(400);
    stage.scale('backend', 3);
  },
  loadAt: (_, clockMinute) => ({
    ...ordinaryLoad,
    users: 300,
    frontendRequests: 14,
    backendRequests: ramp(clockMinute, 12, 25, 111, 150),
    stickyShare: 0.75,
  }),
};
