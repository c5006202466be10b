import { ordinaryLoad, ramp } from '../load/demand.js';
import type { Scenario } from './scenario.js';

/** A second backend was added for what comes today, and never becomes healthy: the other one has more to do than it can. */
export const sickReplica: Scenario = {
  id: 'sick-replica',
  begin(stage) {
    // So that a third is no question of connections.
    stage.allowConnections(200);
    stage.addSick('backend');
  },
  loadAt: (_, clockMinute) => ({
    ...ordinaryLoad,
    users: 250,
    frontendRequests: 12,
    backendRequests: ramp(clockMinute, 0, 20, 103, 112),
  }),
};
