import { defaultSchedule } from '../defaultPolicies.js';
import type { LeadTime, Schedule, Weekday } from '../schedule.js';

const hour = 60;
const dayMs = 24 * 60 * 60_000;
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5];
const weekend: readonly Weekday[] = [6, 7];

const daysBefore = (earliest: number, latest = earliest): LeadTime => ({
  earliestMs: earliest * dayMs,
  latestMs: latest * dayMs,
});

/** "Proactive Scaling Triggers". The zone is that of the machine; no load test has shown a capacity yet, and no date is known. */
export const bundledSchedule: Schedule = {
  ...defaultSchedule,
  businessHours: { days: weekdays, from: 9 * hour, to: 17 * hour },
  windows: [
    {
      title: 'Monday morning',
      days: [1],
      from: 8 * hour,
      to: 10 * hour,
      effect: { effect: 'more', percent: 50 },
    },
    { title: 'Business hours', days: weekdays, from: 9 * hour, to: 17 * hour, effect: { effect: 'keep' } },
    // Before the weekend's row: the nights of a weekend are nights, too.
    {
      title: 'Late night',
      days: [...weekdays, ...weekend],
      from: 0,
      to: 6 * hour,
      effect: { effect: 'minimum' },
    },
    { title: 'Weekend', days: weekend, from: 0, to: 24 * hour, effect: { effect: 'baseline' } },
  ],
  kinds: [
    {
      id: 'registration',
      title: 'Registration period starts',
      lead: daysBefore(3, 2),
      profile: 'spike',
      words: ['registration'],
    },
    {
      id: 'exams',
      title: 'Exam schedule release',
      lead: daysBefore(1),
      profile: 'spike',
      words: ['exam'],
    },
    {
      id: 'semester',
      title: 'Start of semester',
      lead: daysBefore(7),
      profile: 'spike',
      words: ['semester'],
    },
    {
      id: 'campaign',
      title: 'Marketing campaign',
      lead: daysBefore(1),
      profile: 'spike',
      words: ['campaign'],
    },
    {
      id: 'release',
      title: 'Major feature release',
      lead: daysBefore(1),
      profile: 'spike',
      words: ['feature release', 'major release'],
    },
  ],
};
