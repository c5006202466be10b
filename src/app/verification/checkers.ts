import type { CheckKind } from '../../core/verification/check.js';
import type { Checker } from './checker.js';
import { checkAlerts } from './checkers/alerts.js';
import { checkBalancerList, checkSticky } from './checkers/balancer.js';
import { checkConnections, checkConnectionSpread } from './checkers/connections.js';
import { checkErrorRate } from './checkers/errorRate.js';
import { checkFlow } from './checkers/flow.js';
import { checkHealthInside } from './checkers/healthInside.js';
import { checkHealthUrl } from './checkers/healthUrl.js';
import { checkLoadSpread } from './checkers/loadSpread.js';
import { checkExhaustion, checkNewErrors } from './checkers/logs.js';
import { checkQueue } from './checkers/queueFalling.js';
import { checkCount, checkReplicas } from './checkers/replicas.js';
import { checkResponseTime } from './checkers/responseTime.js';
import { checkSessions } from './checkers/sessions.js';
import { checkCpu, checkMemory } from './checkers/usage.js';

/**
 * When a check has its turn. `look`: at once, beside others. `send`: alone among its like, since it sends requests that others would feel.
 * `last`: when nothing is sent any more. `long`: from the beginning, beside all others.
 */
export type Turn = 'look' | 'send' | 'last' | 'long';

/** How each kind is made, and whether it asks anybody but the engine, or runs something in a container. */
export const checkers = {
  'replicas-healthy': { check: checkReplicas, turn: 'look', asksOthers: false },
  'count-as-wanted': { check: checkCount, turn: 'look', asksOthers: false },
  'health-url': { check: checkHealthUrl, turn: 'look', asksOthers: true },
  'health-inside': { check: checkHealthInside, turn: 'send', asksOthers: true },
  'load-spread': { check: checkLoadSpread, turn: 'send', asksOthers: true },
  'balancer-list': { check: checkBalancerList, turn: 'look', asksOthers: true },
  'no-sticky': { check: checkSticky, turn: 'send', asksOthers: true },
  'response-time': { check: checkResponseTime, turn: 'send', asksOthers: true },
  'queue-falling': { check: checkQueue, turn: 'long', asksOthers: true },
  'cpu-per-replica': { check: checkCpu, turn: 'look', asksOthers: false },
  'memory-per-replica': { check: checkMemory, turn: 'look', asksOthers: false },
  'error-rate': { check: checkErrorRate, turn: 'long', asksOthers: false },
  'connections-within': { check: checkConnections, turn: 'look', asksOthers: true },
  'connections-spread': { check: checkConnectionSpread, turn: 'send', asksOthers: true },
  'no-exhaustion': { check: checkExhaustion, turn: 'last', asksOthers: false },
  alerts: { check: checkAlerts, turn: 'look', asksOthers: true },
  flow: { check: checkFlow, turn: 'send', asksOthers: true },
  'sessions-shared': { check: checkSessions, turn: 'send', asksOthers: true },
  'no-new-errors': { check: checkNewErrors, turn: 'last', asksOthers: false },
} as const satisfies Record<CheckKind, { readonly check: Checker; readonly turn: Turn; readonly asksOthers: boolean }>;
