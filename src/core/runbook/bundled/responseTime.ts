import { above, from } from '../bounds.js';
import type { Metric } from '../metric.js';
import type { Rule } from '../rule.js';
import { quantile } from './promql.js';

const percentile = (id: 'p50' | 'p95' | 'p99', share: number): Metric => ({
  id,
  title: id,
  group: 'latency',
  unit: 'ms',
  services: ['frontend', 'backend'],
  sources: [
    {
      from: 'prometheus',
      query: quantile(share, 'http_request_duration_seconds'),
      scale: 1000,
      absentIsZero: false,
    },
    { from: 'probe', figure: id },
  ],
});

export const responseTimeMetrics: readonly Metric[] = [
  percentile('p50', 0.5),
  percentile('p95', 0.95),
  percentile('p99', 0.99),
];

/** The table "Response Time", in ms. The frontend's own trigger, p95 above 2 s, is where the warning begins. */
export const responseTimeRules: readonly Rule[] = [
  {
    id: 'p50',
    title: 'p50 response time',
    metric: 'p50',
    warning: from(500),
    critical: above(1000),
    action: 'scale',
    required: false,
  },
  {
    id: 'p95',
    title: 'p95 response time',
    metric: 'p95',
    warning: from(2000),
    critical: above(5000),
    action: 'scale',
    required: false,
  },
  {
    id: 'p99',
    title: 'p99 response time',
    metric: 'p99',
    warning: from(5000),
    critical: above(10_000),
    action: 'scale-immediately',
    required: false,
  },
];
