import { above, from } from '../bounds.js';
import type { Metric } from '../metric.js';
import type { Rule } from '../rule.js';
import { shareOfRequests } from './promql.js';

const share = (id: 'errorRate' | 'serverErrors' | 'timeouts', title: string, statuses: string): Metric => ({
  id,
  title,
  group: 'errors',
  unit: 'percent',
  services: ['frontend', 'backend'],
  sources: [
    // A service without requests has no error rate: the query answers nothing then, and nothing is not zero.
    { from: 'prometheus', query: shareOfRequests(statuses), scale: 1, absentIsZero: false },
    { from: 'probe', figure: id },
  ],
});

export const errorRateMetrics: readonly Metric[] = [
  // Other 4xx are the caller's mistakes and say nothing of the load.
  share('errorRate', 'Error rate', '5..|408|429|499'),
  share('serverErrors', '5xx errors', '5..'),
  share('timeouts', 'Timeout errors', '408|499|504'),
];

/** The table "Error Rate", in percent of the requests. */
export const errorRateRules: readonly Rule[] = [
  {
    id: 'error-rate',
    title: 'Error rate',
    metric: 'errorRate',
    warning: from(1),
    critical: above(5),
    action: 'investigate-and-scale',
    required: false,
  },
  {
    id: 'server-errors',
    title: '5xx errors',
    metric: 'serverErrors',
    warning: from(0.5),
    critical: above(2),
    action: 'scale',
    required: false,
  },
  {
    id: 'timeouts',
    title: 'Timeout errors',
    metric: 'timeouts',
    warning: from(0.1),
    critical: above(1),
    action: 'scale-immediately',
    required: false,
  },
];
