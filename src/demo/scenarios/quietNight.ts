import { ordinaryLoad } from '../load/demand.js';
import type { Scenario } from './scenario.js';

/** After a spike ten workers and three backends are left, and hardly anybody is there. */
export const quietNight: Scenario = {
  id: 'quiet-night',
  isAtNight: true,
  begin(stage) {
    stage.allowConnections(300);
    stage.scale('pdf-worker', 10);
    stage.scale('backend', 3);
    stage.scale('frontend', 3);
  },
  loadAt: () => ({ ...ordinaryLoad, users: 15, frontendRequests: 1.5, backendRequests: 4, jobsPerMinute: 1.5 }),
};
