import { above, from } from '../bounds.js';
import type { Metric } from '../metric.js';
import type { Rule } from '../rule.js';
import { same } from './promql.js';

const ofQueue = (
  id: string,
  title: string,
  unit: Metric['unit'],
  path: string,
  gauge: string,
  gaugeScale = 1,
): Metric => ({
  id,
  title,
  group: 'queue',
  unit,
  services: ['pdf-worker'],
  sources: [
    { from: 'json', url: 'http://localhost:3001/api/jobs/metrics', path, of: undefined, scale: 1 },
    { from: 'prometheus', query: same(gauge), scale: gaugeScale, absentIsZero: false },
  ],
});

/** The endpoint's times are averages in ms of the jobs that ended in the last five minutes. */
export const queueMetrics: readonly Metric[] = [
  ofQueue('jobsWaiting', 'Waiting jobs', 'jobs', 'waiting', 'queue_jobs_waiting'),
  ofQueue('jobsActive', 'Jobs being worked on', 'jobs', 'active', 'queue_jobs_active'),
  ofQueue('queueWait', 'Queue wait time', 'ms', 'avgWaitMs', 'queue_wait_seconds', 1000),
  ofQueue('processingTime', 'Processing time', 'ms', 'avgProcessingMs', 'queue_processing_seconds', 1000),
];

/** The table "Queue Depth (PDF Worker)". */
export const queueRules: readonly Rule[] = [
  {
    id: 'jobs-waiting',
    title: 'Waiting jobs',
    metric: 'jobsWaiting',
    warning: from(50),
    critical: above(200),
    action: 'scale',
    required: false,
  },
  {
    id: 'queue-wait',
    title: 'Queue wait time',
    metric: 'queueWait',
    warning: from(30_000),
    critical: above(120_000),
    action: 'scale',
    required: false,
  },
  {
    id: 'processing-time',
    title: 'Processing time',
    metric: 'processingTime',
    warning: from(30_000),
    critical: above(60_000),
    action: 'scale',
    required: false,
  },
];
