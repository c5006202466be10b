import type { DockerFigure, Metric } from './metric.js';

const fromDocker = (id: DockerFigure, title: string, group: 'cpu' | 'memory', unit: Metric['unit']): Metric => ({
  id,
  title,
  group,
  unit,
  services: 'all',
  sources: [{ from: 'docker', figure: id }],
});

/** What Docker alone tells of every service, in percent of a replica's limit. */
export const usageMetrics: readonly Metric[] = [
  fromDocker('cpuAverage', 'CPU', 'cpu', 'percent'),
  fromDocker('cpuPeak', 'CPU peak', 'cpu', 'percent'),
  fromDocker('memoryAverage', 'Memory', 'memory', 'percent'),
  fromDocker('memoryPeak', 'Memory peak', 'memory', 'percent'),
  fromDocker('memoryGrowth', 'Memory growth', 'memory', 'percentPerHour'),
];
