import type { Flow, VerificationPolicy } from '../runbook/verificationPolicy.js';
import type { CheckKind } from './check.js';

const second = 1000;

/** Beyond what waiting is part of the check, ms. */
const timeouts = {
  'replicas-healthy': 15 * second,
  'count-as-wanted': 15 * second,
  'health-url': 30 * second,
  'health-inside': 60 * second,
  'load-spread': 60 * second,
  'balancer-list': 15 * second,
  'no-sticky': 60 * second,
  // Answers of several seconds each are to be told from none.
  'response-time': 180 * second,
  'queue-falling': 30 * second,
  'cpu-per-replica': 45 * second,
  'memory-per-replica': 45 * second,
  'error-rate': 45 * second,
  'connections-within': 45 * second,
  'connections-spread': 60 * second,
  'no-exhaustion': 60 * second,
  alerts: 30 * second,
  flow: 15 * second,
  'sessions-shared': 60 * second,
  'no-new-errors': 60 * second,
} as const satisfies Record<CheckKind, number>;

/** Of a quick verification, which is over in seconds, ms. */
const quickTimeoutMs = 10 * second;
/** One more request of a spread or a step of a flow may take so long, ms. */
const requestMs = 100;
const stepMs = 15 * second;

/** So many replicas are asked from inside at once: each is a process on the engine's machine. */
export const insideAtOnce = 4;
/** As long as the programs in one may take: at the address as it is, and at the plain one that `localhost` stands for. */
const insideMs = 20 * second;

/** @param replicas how many the service has: each is sent requests of its own, or asked by a program of its own */
export function timeoutOf(
  kind: CheckKind,
  pace: 'full' | 'quick',
  policy: Pick<VerificationPolicy, 'queueWindowMs' | 'requestsPerReplica'>,
  replicas: number,
): number {
  if (pace === 'quick') return quickTimeoutMs;
  if (kind === 'queue-falling') return timeouts[kind] + policy.queueWindowMs;
  if (kind === 'load-spread' || kind === 'connections-spread' || kind === 'sessions-shared') {
    return timeouts[kind] + replicas * policy.requestsPerReplica * requestMs;
  }
  if (kind === 'health-inside') return timeouts[kind] + Math.ceil(replicas / insideAtOnce) * insideMs;
  return timeouts[kind];
}

export const flowTimeoutOf = ({ steps }: Pick<Flow, 'steps'>): number =>
  timeouts.flow + steps.reduce((sum, { untilMs }) => sum + untilMs + stepMs, 0);
