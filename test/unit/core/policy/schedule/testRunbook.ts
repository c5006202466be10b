import type { Runbook, RunbookService } from '../../../../../src/core/runbook/runbook.js';
import type { EventKind, RecurringWindow, Schedule, Weekday } from '../../../../../src/core/runbook/schedule.js';
import { parseLocalTime } from '../../../../../src/core/policy/schedule/localDate.js';
import { localToInstant, type Zone } from '../../../../../src/core/policy/schedule/zonedTime.js';
import { defaultVerification } from '../../../../../src/core/runbook/defaultPolicies.js';

export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5];
export const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const hour = 60;
const dayMs = 86_400_000;

export const mondayMorning: RecurringWindow = {
  title: 'Monday morning',
  days: [1],
  from: 8 * hour,
  to: 10 * hour,
  effect: { effect: 'more', percent: 50 },
};
export const businessDay: RecurringWindow = {
  title: 'Business hours',
  days: weekdays,
  from: 9 * hour,
  to: 17 * hour,
  effect: { effect: 'keep' },
};
export const night: RecurringWindow = {
  title: 'Late night',
  days: everyDay,
  from: 0,
  to: 6 * hour,
  effect: { effect: 'minimum' },
};
export const weekend: RecurringWindow = {
  title: 'Weekend',
  days: [6, 7],
  from: 0,
  to: 24 * hour,
  effect: { effect: 'baseline' },
};

const kind = (
  id: string,
  title: string,
  earliestDays: number,
  latestDays: number,
  profile: string,
  ...words: string[]
): EventKind => ({
  id,
  title,
  lead: { earliestMs: earliestDays * dayMs, latestMs: latestDays * dayMs },
  profile,
  words,
});

export const kinds: readonly EventKind[] = [
  kind('registration', 'Registration', 3, 2, '5x', 'registration', 'enrolment'),
  kind('exams', 'Exam schedule', 1, 1, '2x', 'exam', 'exams', 'exam schedule'),
  kind('semester', 'Start of semester', 7, 7, '2x', 'semester', 'start of term'),
];

/** The runbook's own windows in its zone; the night comes before the weekend, so that it holds on weekends, too. */
export const schedule: Schedule = {
  timeZone: 'Europe/Berlin',
  businessHours: { days: weekdays, from: 9 * hour, to: 17 * hour },
  windows: [mondayMorning, businessDay, night, weekend],
  kinds,
  events: [],
  calendars: [],
  testedCapacities: [],
  actAlone: false,
};

const service = (name: string, title: string, min: number, baseline: number, max: number): RunbookService => ({
  name,
  title,
  min,
  baseline,
  max,
  healthUrls: [],
  healthAverageMs: undefined,
  targets: [],
  memoryPerReplicaBytes: undefined,
  connectionsPerReplica: undefined,
});

export const runbookWith = (changes: Partial<Schedule> = {}, other: Partial<Runbook> = {}): Runbook => ({
  origin: 'file',
  stack: undefined,
  services: [
    service('frontend', 'Frontend', 1, 1, 20),
    service('backend', 'Backend', 1, 1, 20),
    service('pdf-worker', 'PDF Worker', 2, 3, 50),
  ],
  otherServices: undefined,
  prometheus: undefined,
  postgres: undefined,
  metrics: [],
  rules: [],
  matrix: [],
  rungs: [3, 10, 20, 30],
  scaleDown: {
    conditions: [],
    holdMs: 1_800_000,
    betweenMs: 600_000,
    afterUpMs: 1_800_000,
    spikeAheadMs: 3_600_000,
    afterDeployMs: 3_600_000,
    matrix: [],
  },
  schedule: { ...schedule, ...changes },
  profiles: [
    { id: '2x', title: '2x traffic', counts: { frontend: 2, backend: 2, 'pdf-worker': 6 }, restart: [] },
    { id: '5x', title: '5x traffic', counts: { frontend: 3, backend: 5, 'pdf-worker': 15 }, restart: [] },
  ],
  dashboards: [],
  contacts: [],
  notifications: { from: 'prepare', snoozeMs: 900_000 },
  operations: { settleMs: 60_000, watchMs: 3_600_000, watchEveryMs: 600_000, remindMs: 3_600_000 },
  verification: defaultVerification,
  ...other,
});

/** The instant at which a clock in the zone shows this, for tests that are not about zones. */
export function at(text: string, zone: Zone = 'Europe/Berlin'): number {
  const local = parseLocalTime(text);
  const instant = local && localToInstant(local, zone);
  if (instant === undefined) throw new Error(`not a time: ${text}`);
  return instant;
}
