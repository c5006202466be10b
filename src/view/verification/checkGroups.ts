import type { CheckKind } from '../../core/verification/check.js';

/** The sections of the runbook's verification, in its order; what it has no section for comes last. */
export const checkGroups = [
  'health',
  'balancing',
  'performance',
  'resources',
  'connections',
  'alerts',
  'functions',
  'errors',
] as const;
export type CheckGroupId = (typeof checkGroups)[number];

export const groupTitles = {
  health: 'Service health',
  balancing: 'Load balancing',
  performance: 'Performance',
  resources: 'CPU and memory',
  connections: 'Database connections',
  alerts: 'Alerts',
  functions: 'What people do with it',
  errors: 'Errors',
} as const satisfies Record<CheckGroupId, string>;

export const groupOf = {
  'replicas-healthy': 'health',
  'count-as-wanted': 'health',
  'health-url': 'health',
  'health-inside': 'health',
  'load-spread': 'balancing',
  'balancer-list': 'balancing',
  'no-sticky': 'balancing',
  'response-time': 'performance',
  'queue-falling': 'performance',
  'cpu-per-replica': 'resources',
  'memory-per-replica': 'resources',
  'connections-within': 'connections',
  'connections-spread': 'connections',
  'no-exhaustion': 'connections',
  alerts: 'alerts',
  flow: 'functions',
  'sessions-shared': 'functions',
  'error-rate': 'errors',
  'no-new-errors': 'errors',
} as const satisfies Record<CheckKind, CheckGroupId>;
