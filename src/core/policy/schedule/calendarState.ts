import { dayMs } from './zonedTime.js';

/** An entry of a calendar as it happens once. Wall time, ms; ends with its start where the calendar gives it no length. */
export interface CalendarEntry {
  /** As the calendar has it, at most 200 characters; hostile. */
  readonly title: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** What a calendar's text says of some time, and how many of its entries could not be used. */
export interface CalendarEntries {
  /** By start. */
  readonly events: readonly CalendarEntry[];
  readonly skipped: number;
}

/** One of the runbook's calendars, as far as it is known. */
export type CalendarReading =
  | { readonly status: 'unread'; readonly location: string; readonly problem: string }
  | {
      readonly status: 'read';
      /** As the runbook has it. */
      readonly location: string;
      /** When what is known was read: the last good time. */
      readonly readAt: number;
      readonly entries: CalendarEntries;
      /** Why the latest attempt failed; empty when it did not. May hold words of a server: hostile. */
      readonly problem: string;
    };

/** What is known of the runbook's calendars. Plain JSON. */
export interface CalendarState {
  readonly calendars: readonly CalendarReading[];
}

export const noCalendars: CalendarState = { calendars: [] };

/** What is older says nothing of today. */
const calendarStaleMs = dayMs;

/** True for a calendar that has been read, and lately. A clock that was set back makes an age negative, and says as little. */
export const isCurrent = (reading: CalendarReading, now: number): boolean =>
  reading.status === 'read' && Math.abs(now - reading.readAt) <= calendarStaleMs;

/** The calendars among those configured that nothing is known of now. */
export const unknownCalendars = (
  configured: readonly string[],
  state: CalendarState,
  now: number,
): readonly string[] => {
  const current = new Set(state.calendars.filter((reading) => isCurrent(reading, now)).map(({ location }) => location));
  return configured.filter((location) => !current.has(location));
};
