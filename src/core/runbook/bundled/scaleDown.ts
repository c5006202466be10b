import { defaultScaleDown } from '../defaultPolicies.js';
import type { ScaleDownPolicy } from '../scaleDownPolicy.js';

/** "When to Scale Down" with its matrix. The matrix' last row, everything over-provisioned, is the return to baseline. */
export const bundledScaleDown: ScaleDownPolicy = {
  ...defaultScaleDown,
  conditions: [...defaultScaleDown.conditions, { metric: 'p95', below: 1000 }, { metric: 'jobsWaiting', below: 20 }],
  matrix: [
    { service: 'pdf-worker', replicas: 10, metric: 'jobsWaiting', below: 20, to: 3 },
    { service: 'backend', replicas: 5, metric: 'cpuAverage', below: 30, to: 2 },
    { service: 'frontend', replicas: 3, metric: 'cpuAverage', below: 20, to: 1 },
  ],
};
