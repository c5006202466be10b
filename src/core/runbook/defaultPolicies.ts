import { minuteMs } from '../../util/minuteMs.js';
import type { OperationPolicy } from './operationPolicy.js';
import type { NotificationPolicy } from './runbook.js';
import type { ScaleDownPolicy } from './scaleDownPolicy.js';
import type { Schedule } from './schedule.js';
import type { VerificationPolicy } from './verificationPolicy.js';

/** Caps of one step up. */
export const defaultRungs: readonly number[] = [3, 10, 20, 30];

/** The runbook's times; its conditions on CPU and memory are the ones that any stack has. */
export const defaultScaleDown: ScaleDownPolicy = {
  conditions: [
    { metric: 'cpuAverage', below: 40 },
    { metric: 'memoryAverage', below: 40 },
  ],
  holdMs: 30 * minuteMs,
  betweenMs: 10 * minuteMs,
  afterUpMs: 30 * minuteMs,
  spikeAheadMs: 60 * minuteMs,
  afterDeployMs: 60 * minuteMs,
  matrix: [],
};

/** Nothing is expected, and nothing waits for the evening. */
export const defaultSchedule: Schedule = {
  timeZone: undefined,
  businessHours: undefined,
  windows: [],
  kinds: [],
  events: [],
  calendars: [],
  testedCapacities: [],
  actAlone: false,
};

export const defaultNotifications: NotificationPolicy = { from: 'scale-proactively', snoozeMs: 15 * minuteMs };

/** The rules' own time for new replicas to warm up; "monitor for 1 hour, check metrics every 10 minutes"; an hour until fewer may be thought of. */
export const defaultOperations: OperationPolicy = {
  settleMs: 3 * minuteMs,
  watchMs: 60 * minuteMs,
  watchEveryMs: 10 * minuteMs,
  remindMs: 60 * minuteMs,
};

/** The runbook's figures, without anything that belongs to one stack. */
export const defaultVerification: VerificationPolicy = {
  services: {},
  balancer: undefined,
  flows: [],
  session: undefined,
  alertmanagerUrl: undefined,
  grafanaUrl: undefined,
  usageBelowPercent: 60,
  requestsPerReplica: 20,
  queueWindowMs: 5 * minuteMs,
  queueEveryMs: 10_000,
  alerts: { ignore: ['Watchdog', 'DeadMansSwitch', 'InfoInhibitor'], match: {} },
  exhaustionWords: [
    'connection pool exhausted',
    'connection pool is exhausted',
    'remaining connection slots are reserved',
    'too many clients',
  ],
  errorWords: ['error', 'exception', 'fatal', 'panic', 'critical', 'traceback'],
};
