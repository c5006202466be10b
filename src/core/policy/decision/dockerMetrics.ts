import type { Metric } from '../../runbook/metric.js';
import type { Runbook } from '../../runbook/runbook.js';

/** The metric that is the mean CPU of a service's replicas, so that each of them is known by itself too. */
export const isCpuAverage = ({ sources }: Metric): boolean =>
  sources.some((source) => source.from === 'docker' && source.figure === 'cpuAverage');

export const cpuMetric = ({ metrics }: Runbook): Metric | undefined => metrics.find(isCpuAverage);

/** The metric is that of the one replica with the most. */
export const isPeak = ({ sources }: Metric): boolean =>
  sources.some((source) => source.from === 'docker' && (source.figure === 'cpuPeak' || source.figure === 'memoryPeak'));
