import { ordinaryLoad } from '../load/demand.js';
import type { Scenario } from './scenario.js';

/** A fourth worker was added for what comes today, and never becomes healthy: the three others are not enough. */
export const sickReplica: Scenario = {
  id: 'sick-replica',
  begin: (stage) => stage.addSick('pdf-worker'),
  loadAt: () => ({ ...ordinaryLoad, jobsPerMinute: 22 }),
};
