import { ordinaryLoad, ramp } from '../load/demand.js';
import type { Scenario } from './scenario.js';

const peakMinutes = 5;

/**
 * Everybody comes at once: three times the requests, and for five minutes far more jobs than the baseline's workers can do. What comes
 * afterwards is still a little more than that, so that a queue which nobody works off goes on to grow. The first documents wait for fonts
 * and templates that no cache has yet; those that come later wait for the processor alone.
 */
export const mondaySpike: Scenario = {
  id: 'monday-spike',
  begin: () => undefined,
  loadAt(minute) {
    const isPeak = minute < peakMinutes;
    const share = isPeak ? ramp(minute, 0, 1, 0, 1) : ramp(minute, peakMinutes, peakMinutes + 3, 1, 0.2);
    return {
      ...ordinaryLoad,
      users: 120 + 420 * share,
      frontendRequests: 8 + 15 * share,
      backendRequests: 25 + 42 * share,
      jobCores: ramp(minute, 18, 28, 0.66, ordinaryLoad.jobCores),
      jobsPerMinute: isPeak ? 4.5 + 115 * share : 20.5,
    };
  },
};
