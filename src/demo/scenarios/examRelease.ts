import { ordinaryLoad, ramp } from '../load/demand.js';
import type { Scenario } from './scenario.js';

/** Every student asks for a schedule within three minutes: fifteen hundred jobs wait before anybody has done anything. */
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
      jobsPerMinute: isRush ? 520 : 21,
    };
  },
};
