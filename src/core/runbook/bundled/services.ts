import type { RunbookService } from '../runbook.js';
import type { TargetRule } from '../targetRule.js';

/** The CPU steps of the runbook's scripts for backend and frontend. */
const cpuSteps: TargetRule = {
  rule: 'steps',
  metric: 'cpuAverage',
  steps: [
    { above: 60, replicas: 2 },
    { above: 80, replicas: 3 },
  ],
  otherwise: 1,
};

/** The steps end at three; beyond them, as many as bring each replica to where the warning begins. */
const cpuRatio: TargetRule = { rule: 'ratio', metric: 'cpuAverage', target: 60 };

/** "Service Capacity Limits", with the rules of thumb under "How to Scale Each Service". */
export const bundledServices: readonly RunbookService[] = [
  {
    name: 'frontend',
    title: 'Frontend',
    min: 1,
    baseline: 1,
    max: 20,
    healthUrls: ['http://localhost:3000/'],
    healthAverageMs: 1000,
    targets: [{ rule: 'per', metric: 'concurrentUsers', perReplica: 500 }, cpuSteps, cpuRatio],
    memoryPerReplicaBytes: undefined,
    connectionsPerReplica: undefined,
  },
  {
    name: 'backend',
    title: 'Backend',
    min: 1,
    baseline: 1,
    max: 20,
    healthUrls: ['http://localhost:3001/health'],
    healthAverageMs: 500,
    targets: [cpuSteps, cpuRatio],
    memoryPerReplicaBytes: undefined,
    connectionsPerReplica: 50,
  },
  {
    name: 'pdf-worker',
    title: 'PDF Worker',
    min: 2,
    baseline: 3,
    max: 50,
    healthUrls: [],
    healthAverageMs: undefined,
    targets: [
      { rule: 'queue', waiting: 'jobsWaiting', active: 'jobsActive', perReplica: 50, floor: 3, concurrency: 1 },
      cpuRatio,
    ],
    // The runbook's "2GB per worker". Whether a smaller limit of the replicas themselves counts instead is not decided here.
    memoryPerReplicaBytes: 2 * 1024 ** 3,
    connectionsPerReplica: undefined,
  },
];
