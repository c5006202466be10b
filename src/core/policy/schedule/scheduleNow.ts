import type { Runbook } from '../../runbook/runbook.js';
import { unknownCalendars, type CalendarState } from './calendarState.js';
import { comingUp, type ScheduleEntry } from './comingUp.js';
import { windowAt } from './windows.js';
import { dayMs, isZone } from './zonedTime.js';

/** What the schedule says at one moment. Wall time, ms. */
export interface ScheduleNow {
  readonly businessHours: boolean;
  readonly businessHoursEndAt: number | undefined;
  /** What is there is kept: no scaling down. */
  readonly keep: boolean;
  readonly keepUntil: number | undefined;
  /** A calendar of the runbook has not been read lately, so that nobody knows what it announces. */
  readonly calendarUnknown: boolean;
  /** By `at`, what has begun and is not over included. */
  readonly expected: readonly {
    readonly title: string;
    readonly at: number;
    readonly proposeFrom: number;
    readonly dueAt: number;
    readonly until: number;
    /** By Compose name. */
    readonly counts: Readonly<Record<string, number>>;
  }[];
}

/** Entries of one kind ask for the same counts: of a calendar full of them the first few are enough. */
const maxOfKind = 20;

/** What the schedule and the calendars say now. In a zone that there is not, nobody can tell what time it is: nothing is scaled down. */
export function scheduleNow(runbook: Runbook, calendar: CalendarState, now: number): ScheduleNow {
  const { businessHours, windows, events, timeZone, calendars } = runbook.schedule;
  const business = windowAt(businessHours ? [businessHours] : [], timeZone, now);
  const held = windowAt(windows, timeZone, now);
  const keeps = held?.window.effect.effect === 'keep' ? held : undefined;
  const timeless = !isZone(timeZone);
  return {
    businessHours: business !== undefined || (timeless && businessHours !== undefined),
    businessHoursEndAt: business?.until,
    keep: keeps !== undefined || (timeless && (windows.length > 0 || events.length > 0)),
    keepUntil: keeps?.until,
    calendarUnknown: unknownCalendars(calendars, calendar, now).length > 0,
    expected: expectedNow(runbook, calendar, now),
  };
}

function expectedNow(runbook: Runbook, calendar: CalendarState, now: number): ScheduleNow['expected'] {
  const ofKind = new Map<string, number>();
  const isOneOfMany = ({ what }: ScheduleEntry): boolean => {
    if (what.from === 'window') return false;
    const seen = ofKind.get(what.kind.id) ?? 0;
    ofKind.set(what.kind.id, seen + 1);
    return seen >= maxOfKind;
  };
  const aheadMs = Math.max(dayMs, runbook.scaleDown.spikeAheadMs);
  return comingUp(runbook, calendar, now, aheadMs).flatMap((entry) => {
    const { title, at, proposeFrom, dueAt, until, counts } = entry;
    return counts === undefined || isOneOfMany(entry) ? [] : [{ title, at, proposeFrom, dueAt, until, counts }];
  });
}
