import { ordinaryLoad, ramp } from '../load/demand.js';
import type { Scenario } from './scenario.js';

/** The balancer sends most requests to one of three backends: that one is hot, and another beside it changes nothing. */
export const unevenBalancer: Scenario = {
  id: 'uneven-balancer',
  begin(stage) {
    stage.allowConnections(400);
    stage.scale('backend', 3);
  },
  loadAt: (minute) => ({
    ...ordinaryLoad,
    users: 300,
    frontendRequests: 14,
    backendRequests: minute < 20 ? 110 : ramp(minute, 20, 35, 110, 150),
    stickyShare: 0.75,
  }),
};
