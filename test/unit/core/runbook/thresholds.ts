const minute = 60_000;

/** A row of a threshold table of the scaling runbook, as it is printed there, in the metric's unit. */
export interface ThresholdRow {
  readonly id: string;
  readonly metric: string;
  /** The first figure of the warning column, which belongs to it; for a sustained row the figure that has to be passed. */
  readonly warning: number;
  readonly critical: number;
  readonly action: 'scale' | 'scale-immediately' | 'investigate-and-scale';
  readonly sustained?: {
    readonly warningMs: number;
    readonly criticalMs: number;
    readonly clear: readonly [warning: number, critical: number];
  };
}

/** Every row of every threshold table of "Scaling Triggers and Thresholds", in their order. */
export const thresholdRows: readonly ThresholdRow[] = [
  { id: 'cpu-average', metric: 'cpuAverage', warning: 60, critical: 80, action: 'scale' },
  { id: 'cpu-peak', metric: 'cpuPeak', warning: 80, critical: 90, action: 'scale-immediately' },
  {
    id: 'cpu-sustained',
    metric: 'cpuAverage',
    warning: 70,
    critical: 80,
    action: 'scale',
    sustained: { warningMs: 10 * minute, criticalMs: 5 * minute, clear: [65, 75] },
  },
  { id: 'memory-average', metric: 'memoryAverage', warning: 60, critical: 80, action: 'scale' },
  { id: 'memory-peak', metric: 'memoryPeak', warning: 80, critical: 90, action: 'scale-immediately' },
  { id: 'memory-growth', metric: 'memoryGrowth', warning: 5, critical: 10, action: 'investigate-and-scale' },
  { id: 'p50', metric: 'p50', warning: 500, critical: 1000, action: 'scale' },
  { id: 'p95', metric: 'p95', warning: 2000, critical: 5000, action: 'scale' },
  { id: 'p99', metric: 'p99', warning: 5000, critical: 10_000, action: 'scale-immediately' },
  { id: 'error-rate', metric: 'errorRate', warning: 1, critical: 5, action: 'investigate-and-scale' },
  { id: 'server-errors', metric: 'serverErrors', warning: 0.5, critical: 2, action: 'scale' },
  { id: 'timeouts', metric: 'timeouts', warning: 0.1, critical: 1, action: 'scale-immediately' },
  { id: 'jobs-waiting', metric: 'jobsWaiting', warning: 50, critical: 200, action: 'scale' },
  { id: 'queue-wait', metric: 'queueWait', warning: 30_000, critical: 120_000, action: 'scale' },
  { id: 'processing-time', metric: 'processingTime', warning: 30_000, critical: 60_000, action: 'scale' },
  { id: 'active-connections', metric: 'activeConnections', warning: 30, critical: 40, action: 'scale' },
  { id: 'pool-usage', metric: 'poolUsage', warning: 60, critical: 80, action: 'scale' },
  { id: 'connection-wait', metric: 'connectionWait', warning: 100, critical: 1000, action: 'scale-immediately' },
];
