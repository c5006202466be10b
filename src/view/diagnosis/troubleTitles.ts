import type { Trouble } from '../../core/diagnosis/trouble.js';

/** The troubles as the runbook has them. */
export const troubleTitles = {
  'not-starting': 'Replicas do not start',
  'failing-health': 'Health checks fail',
  'uneven-load': 'Load is not spread evenly',
  'no-improvement': 'More replicas do not help',
  'connections-exhausted': 'Database connections are used up',
  'out-of-memory': 'Out of memory',
} as const satisfies Record<Trouble, string>;
