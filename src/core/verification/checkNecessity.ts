import type { CheckKind, Necessity } from './check.js';

/**
 * Sections 1 to 5 of the runbook's verification are required, its dashboards and flows recommended. Logs stand on its checklist, and shared
 * sessions are what several backends rest on: a runbook that tells of them wants them.
 */
export const necessityOf = {
  'replicas-healthy': 'required',
  'count-as-wanted': 'required',
  'health-url': 'required',
  'health-inside': 'required',
  'load-spread': 'required',
  'balancer-list': 'required',
  'no-sticky': 'required',
  'response-time': 'required',
  'queue-falling': 'required',
  'cpu-per-replica': 'required',
  'memory-per-replica': 'required',
  'error-rate': 'required',
  'connections-within': 'required',
  'connections-spread': 'required',
  'no-exhaustion': 'required',
  alerts: 'recommended',
  flow: 'recommended',
  'sessions-shared': 'required',
  'no-new-errors': 'required',
} as const satisfies Record<CheckKind, Necessity>;
