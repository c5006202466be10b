import { ordinaryLoad, ramp } from '../load/demand.js';
import type { Scenario } from './scenario.js';

/**
 * Every student asks for a schedule within three minutes: fourteen hundred jobs wait before anybody has done anything. So much comes after
 * them that ten workers hardly get any further, and the first step up is not the last.
 */
export const examRelease: Scenario = {
  id: 'exam-release',
  begin: () => undefined,
  loadAt(minute) {
    const isRush = minute < 3;
    return {
      ...ordinaryLoad,
      users: ramp(minute, 0, 1, 120, 450),
      frontendRequests: ramp(minute, 0, 1, 8, 20),
      backendRequests: isRush ? 60 : 40,
      jobsPerMinute: isRush ? 475 : minute < 48 ? 56 : 21,
    };
  },
};
