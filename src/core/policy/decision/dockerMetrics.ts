import { readsDocker, type Metric } from '../../runbook/metric.js';
import type { Runbook } from '../../runbook/runbook.js';

/** The metric that is the mean CPU of a service's replicas, so that each of them is known by itself too. */
export const isCpuAverage = (metric: Metric): boolean => readsDocker(metric, 'cpuAverage');

export const cpuMetric = ({ metrics }: Runbook): Metric | undefined => metrics.find(isCpuAverage);

/** The metric is that of the one replica with the most. */
export const isPeak = (metric: Metric): boolean => readsDocker(metric, 'cpuPeak') || readsDocker(metric, 'memoryPeak');
