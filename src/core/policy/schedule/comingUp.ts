import type { Runbook } from '../../runbook/runbook.js';
import type { EventKind, ScheduleEffect } from '../../runbook/schedule.js';
import type { CalendarState } from './calendarState.js';
import { expectedEvents } from './expectedEvents.js';
import { countsOfEffect, countsOfProfile, type Counts } from './scheduleCounts.js';
import { windowsBetween } from './windows.js';

/** Something that the schedule has, once: a recurring window, or an event. Wall time, ms. */
export interface ScheduleEntry {
  readonly what:
    { readonly from: 'window'; readonly effect: ScheduleEffect } | { readonly from: 'event'; readonly kind: EventKind };
  /** As the runbook or a calendar has it; hostile where a calendar does. */
  readonly title: string;
  readonly at: number;
  readonly proposeFrom: number;
  readonly dueAt: number;
  readonly until: number;
  /** Undefined where what is there is kept. */
  readonly counts: Counts | undefined;
}

/** A scaling up takes its minutes, and has to be there when the window begins. */
const windowLeadMs = 15 * 60_000;

/** All that holds now, is to be proposed, or begins within some time, by when it begins. */
export function comingUp(
  runbook: Runbook,
  calendar: CalendarState,
  now: number,
  aheadMs: number,
): readonly ScheduleEntry[] {
  const { schedule } = runbook;
  const windows = windowsBetween(schedule.windows, schedule.timeZone, now, now + aheadMs).map(
    ({ window: { title, effect }, from, until }): ScheduleEntry => ({
      what: { from: 'window', effect },
      title,
      at: from,
      proposeFrom: from - (isMore(effect) ? windowLeadMs : 0),
      dueAt: from,
      until,
      counts: countsOfEffect(runbook, effect),
    }),
  );
  const events = expectedEvents(schedule, calendar)
    .filter(({ event, proposeFrom, until }) => until > now && Math.min(proposeFrom, event.startsAt) < now + aheadMs)
    .map(({ event, kind, proposeFrom, dueAt, until }): ScheduleEntry => ({
      what: { from: 'event', kind },
      title: event.title,
      at: event.startsAt,
      proposeFrom,
      dueAt,
      until,
      counts: countsOfProfile(runbook, kind.profile),
    }));
  return [...windows, ...events].sort((a, b) => a.at - b.at);
}

/** Windows that are about the way down begin when they begin. */
const isMore = ({ effect }: ScheduleEffect): boolean => effect === 'more' || effect === 'profile';
