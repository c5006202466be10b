/** 1 is Monday, 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A time of the week, by the wall clock of the schedule's zone. `to` up to 1440; a window ends the day it begins. */
export interface WeeklyWindow {
  readonly days: readonly Weekday[];
  /** Minutes since midnight. */
  readonly from: number;
  readonly to: number;
}

export type ScheduleEffect =
  /** So many percent more than the baseline, rounded up. */
  | { readonly effect: 'more'; readonly percent: number }
  /** What is there is kept: no scaling down. */
  | { readonly effect: 'keep' }
  | { readonly effect: 'baseline' }
  | { readonly effect: 'minimum' }
  /** The counts of a profile. */
  | { readonly effect: 'profile'; readonly profile: string };

export interface RecurringWindow extends WeeklyWindow {
  readonly title: string;
  readonly effect: ScheduleEffect;
}

/** How long before something expected to scale: proposed from `earliestMs` before it, due at `latestMs` before it. */
export interface LeadTime {
  readonly earliestMs: number;
  readonly latestMs: number;
}

/** A kind of event that brings load, such as the start of registration. */
export interface EventKind {
  readonly id: string;
  readonly title: string;
  readonly lead: LeadTime;
  /** The profile to scale to. */
  readonly profile: string;
  /** Words that make an entry of a calendar one of this kind, whatever their case. */
  readonly words: readonly string[];
}

/** Something expected, from the runbook file or from a calendar. Wall time, ms. */
export interface ExpectedEvent {
  readonly kind: string;
  readonly title: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** An event as the runbook file has it: local time of the schedule's zone, such as `2026-09-01T08:00`. */
export interface PlannedEvent {
  readonly kind: string;
  readonly title: string;
  readonly starts: string;
  /** Undefined: a day after it started. */
  readonly ends: string | undefined;
}

/** Capacity that a load test has shown: near it, scaling up is proposed. */
export interface TestedCapacity {
  readonly metric: string;
  readonly service: string;
  /** In the metric's unit. */
  readonly capacity: number;
  /** Percent of it from which to propose, such as 70. */
  readonly atPercent: number;
  readonly profile: string;
}

/** Percent of a tested capacity from which to propose, where nothing else is said. */
export const defaultAtPercent = 70;

export interface Schedule {
  /** IANA name, such as `Europe/Berlin`; undefined is the machine's own. */
  readonly timeZone: string | undefined;
  /** Undefined where no scale-down has to wait for the evening. */
  readonly businessHours: WeeklyWindow | undefined;
  /** The first that fits a moment counts. */
  readonly windows: readonly RecurringWindow[];
  readonly kinds: readonly EventKind[];
  readonly events: readonly PlannedEvent[];
  /** iCalendar files, relative to the runbook file, or http(s) addresses. */
  readonly calendars: readonly string[];
  readonly testedCapacities: readonly TestedCapacity[];
  /** The file's half of acting without a person; the other half is a setting. */
  readonly actAlone: boolean;
}
