import type { Runbook } from '../../runbook/runbook.js';
import type { CalendarState } from './calendarState.js';
import { comingUp, type ScheduleEntry } from './comingUp.js';
import { dayMs } from './zonedTime.js';

const outlookMs = 7 * dayMs;
const maxEntries = 50;

/** What the next seven days bring, what holds now first: for showing ahead of time. An event counts from when it is proposed. */
export const outlook = (runbook: Runbook, calendar: CalendarState, now: number): readonly ScheduleEntry[] =>
  comingUp(runbook, calendar, now, outlookMs).slice(0, maxEntries);
