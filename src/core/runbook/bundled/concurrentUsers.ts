import { above } from '../bounds.js';
import type { Metric } from '../metric.js';
import type { Rule } from '../rule.js';
import { sumOf } from './promql.js';

/** Read only where the stack's frontend counts its users; elsewhere it has no figure, which is not zero. */
export const userMetrics: readonly Metric[] = [
  {
    id: 'concurrentUsers',
    title: 'Concurrent users',
    group: 'load',
    unit: 'users',
    services: ['frontend'],
    sources: [{ from: 'prometheus', query: sumOf('concurrent_users'), scale: 1, absentIsZero: false }],
  },
];

/** "High number of concurrent users (> 1000)": a reason to scale the frontend, and no emergency. */
export const userRules: readonly Rule[] = [
  {
    id: 'concurrent-users',
    title: 'Concurrent users',
    metric: 'concurrentUsers',
    warning: above(1000),
    critical: undefined,
    action: 'scale',
    required: false,
  },
];
