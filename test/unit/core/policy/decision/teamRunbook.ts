import { defaultSchedule, defaultVerification } from '../../../../../src/core/runbook/defaultPolicies.js';
import type { MatrixRow } from '../../../../../src/core/runbook/matrixRow.js';
import type { Metric, MetricGroup, Unit } from '../../../../../src/core/runbook/metric.js';
import { quickClearMs, type Bound, type Rule, type RuleAction } from '../../../../../src/core/runbook/rule.js';
import type { Runbook, RunbookService } from '../../../../../src/core/runbook/runbook.js';
import type { TargetRule } from '../../../../../src/core/runbook/targetRule.js';

export const minutes = 60_000;

const apps = ['frontend', 'backend'];
const measured: readonly (readonly [string, MetricGroup, Unit, 'all' | readonly string[]])[] = [
  ['cpuAverage', 'cpu', 'percent', 'all'],
  ['cpuPeak', 'cpu', 'percent', 'all'],
  ['memoryAverage', 'memory', 'percent', 'all'],
  ['memoryPeak', 'memory', 'percent', 'all'],
  ['memoryGrowth', 'memory', 'percentPerHour', 'all'],
  ['p50', 'latency', 'ms', apps],
  ['p95', 'latency', 'ms', apps],
  ['p99', 'latency', 'ms', apps],
  ['errorRate', 'errors', 'percent', apps],
  ['serverErrors', 'errors', 'percent', apps],
  ['timeouts', 'errors', 'percent', apps],
  ['jobsWaiting', 'queue', 'jobs', ['pdf-worker']],
  ['queueWait', 'queue', 'ms', ['pdf-worker']],
  ['processingTime', 'queue', 'ms', ['pdf-worker']],
  ['activeConnections', 'database', 'connections', ['backend']],
  ['poolUsage', 'database', 'percent', ['backend']],
  ['connectionWait', 'database', 'ms', ['backend']],
];
const figureOf = ['cpuAverage', 'cpuPeak', 'memoryAverage', 'memoryPeak', 'memoryGrowth'] as const;

export const metrics: readonly Metric[] = measured.map(([id, group, unit, services]) => {
  const figure = figureOf.find((candidate) => candidate === id);
  return { id, title: id, group, unit, services, sources: figure ? [{ from: 'docker', figure }] : [] };
});

const bound = (value: number, holdMs: number): Bound => ({
  value,
  inclusive: false,
  holdMs,
  clearBelow: value,
  clearMs: quickClearMs,
});
const ruleOf = (id: string, metric: string, warning: number, critical: number, action: RuleAction = 'scale'): Rule => ({
  id,
  title: id,
  metric,
  warning: bound(warning, id === 'cpuSustained' ? 10 * minutes : 0),
  critical: bound(critical, id === 'cpuSustained' ? 5 * minutes : 0),
  action,
  required: false,
});

export const rules: readonly Rule[] = [
  ruleOf('cpuAverage', 'cpuAverage', 60, 80),
  ruleOf('cpuPeak', 'cpuPeak', 80, 90, 'scale-immediately'),
  ruleOf('cpuSustained', 'cpuAverage', 70, 80),
  ruleOf('memoryAverage', 'memoryAverage', 60, 80),
  ruleOf('memoryPeak', 'memoryPeak', 80, 90, 'scale-immediately'),
  ruleOf('memoryGrowth', 'memoryGrowth', 5, 10, 'investigate-and-scale'),
  ruleOf('p50', 'p50', 500, 1000),
  ruleOf('p95', 'p95', 2000, 5000),
  ruleOf('p99', 'p99', 5000, 10_000, 'scale-immediately'),
  ruleOf('errorRate', 'errorRate', 1, 5, 'investigate-and-scale'),
  ruleOf('serverErrors', 'serverErrors', 0.5, 2),
  ruleOf('timeouts', 'timeouts', 0.1, 1, 'scale-immediately'),
  ruleOf('jobsWaiting', 'jobsWaiting', 50, 200),
  ruleOf('queueWait', 'queueWait', 30_000, 120_000),
  ruleOf('processingTime', 'processingTime', 30_000, 60_000),
  ruleOf('activeConnections', 'activeConnections', 30, 40),
  ruleOf('poolUsage', 'poolUsage', 60, 80),
  ruleOf('connectionWait', 'connectionWait', 100, 1000, 'scale-immediately'),
];

const row = (
  metric: string,
  service: string | undefined,
  scale: MatrixRow['scale'],
  priority: MatrixRow['priority'],
  above?: number,
): MatrixRow => ({
  symptom: `${metric} on ${service ?? 'any'}`,
  cause: '',
  when: { metric, service, above },
  scale,
  action: metric === 'memoryGrowth' ? 'restart-and-scale' : 'scale',
  priority,
});

/** The runbook's decision matrix, in its order. */
export const matrix = {
  workerCpu: row('cpuAverage', 'pdf-worker', ['pdf-worker'], 'high'),
  workerMemory: row('memoryAverage', 'pdf-worker', ['pdf-worker'], 'high'),
  queue: row('jobsWaiting', 'pdf-worker', ['pdf-worker'], 'high', 200),
  backendCpu: row('cpuAverage', 'backend', ['backend'], 'high'),
  connections: row('activeConnections', 'backend', ['backend'], 'high', 40),
  slow: row('p95', undefined, ['backend', 'pdf-worker'], 'high', 5000),
  frontendCpu: row('cpuAverage', 'frontend', ['frontend'], 'medium'),
  errors: row('errorRate', undefined, 'all', 'critical', 5),
  leak: row('memoryGrowth', undefined, 'all', 'critical'),
} as const satisfies Record<string, MatrixRow>;

const cpuTargets: readonly TargetRule[] = [
  {
    rule: 'steps',
    metric: 'cpuAverage',
    steps: [
      { above: 60, replicas: 2 },
      { above: 80, replicas: 3 },
    ],
    otherwise: 1,
  },
  { rule: 'ratio', metric: 'cpuAverage', target: 60 },
];
export const queueRule: Extract<TargetRule, { rule: 'queue' }> = {
  rule: 'queue',
  waiting: 'jobsWaiting',
  active: 'jobsActive',
  perReplica: 50,
  floor: 3,
  concurrency: 1,
};

const service = (
  name: string,
  [min, baseline, max]: readonly [number, number, number],
  targets: readonly TargetRule[],
  connectionsPerReplica?: number,
): RunbookService => ({
  name,
  title: name,
  min,
  baseline,
  max,
  healthUrls: [],
  healthAverageMs: undefined,
  targets,
  memoryPerReplicaBytes: undefined,
  connectionsPerReplica,
});

export const services = {
  frontend: service('frontend', [1, 1, 20], cpuTargets),
  backend: service('backend', [1, 1, 20], cpuTargets, 50),
  'pdf-worker': service('pdf-worker', [2, 3, 50], [queueRule]),
} as const satisfies Record<string, RunbookService>;
export type ServiceName = keyof typeof services;

/** The figures of the team's runbook. */
export const team: Runbook = {
  origin: 'file',
  stack: undefined,
  services: Object.values(services),
  otherServices: undefined,
  prometheus: undefined,
  postgres: { service: 'postgres', user: 'u', database: 'd', reservedConnections: 3, connectionBuffer: 50 },
  metrics,
  rules,
  matrix: Object.values(matrix),
  rungs: [3, 10, 20, 30],
  scaleDown: {
    conditions: [
      { metric: 'cpuAverage', below: 40 },
      { metric: 'memoryAverage', below: 40 },
      { metric: 'p95', below: 1000 },
      { metric: 'jobsWaiting', below: 20 },
    ],
    holdMs: 30 * minutes,
    betweenMs: 10 * minutes,
    afterUpMs: 30 * minutes,
    spikeAheadMs: 60 * minutes,
    afterDeployMs: 60 * minutes,
    matrix: [
      { service: 'pdf-worker', replicas: 10, metric: 'jobsWaiting', below: 20, to: 3 },
      { service: 'backend', replicas: 5, metric: 'cpuAverage', below: 30, to: 2 },
      { service: 'frontend', replicas: 3, metric: 'cpuAverage', below: 20, to: 1 },
    ],
  },
  schedule: defaultSchedule,
  profiles: [],
  dashboards: [],
  contacts: [],
  notifications: { from: 'prepare', snoozeMs: 15 * minutes },
  operations: { settleMs: minutes, watchMs: 60 * minutes, watchEveryMs: 10 * minutes, remindMs: 60 * minutes },
  verification: defaultVerification,
};
