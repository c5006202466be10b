import { above, aboveFor, from } from './bounds.js';
import type { Rule } from './rule.js';

/** The tables on CPU and on memory. They need nothing but Docker, so every runbook without rules of its own has them. */
export const usageRules: readonly Rule[] = [
  {
    id: 'cpu-average',
    title: 'Average CPU',
    metric: 'cpuAverage',
    warning: from(60),
    critical: above(80),
    action: 'scale',
    required: true,
  },
  {
    id: 'cpu-peak',
    title: 'Peak CPU',
    metric: 'cpuPeak',
    warning: from(80),
    critical: above(90),
    action: 'scale-immediately',
    required: true,
  },
  {
    id: 'cpu-sustained',
    title: 'Sustained high CPU',
    metric: 'cpuAverage',
    warning: aboveFor(70, 10, 65),
    critical: aboveFor(80, 5, 75),
    action: 'scale',
    required: false,
  },
  {
    id: 'memory-average',
    title: 'Average memory',
    metric: 'memoryAverage',
    warning: from(60),
    critical: above(80),
    action: 'scale',
    required: true,
  },
  {
    id: 'memory-peak',
    title: 'Peak memory',
    metric: 'memoryPeak',
    warning: from(80),
    critical: above(90),
    action: 'scale-immediately',
    required: true,
  },
  {
    id: 'memory-growth',
    title: 'Memory growth rate',
    metric: 'memoryGrowth',
    warning: from(5),
    critical: above(10),
    action: 'investigate-and-scale',
    required: false,
  },
];
