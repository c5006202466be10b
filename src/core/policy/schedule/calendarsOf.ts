import type { LoadedRunbook } from '../../runbook/loadedRunbook.js';
import type { Runbook } from '../../runbook/runbook.js';
import { noCalendars, type CalendarState } from './calendarState.js';

/** What is known of each runbook's calendars, by the folder of its file. */
export type Calendars = ReadonlyMap<string, CalendarState>;

/** What is known of the calendars of a runbook; nothing for one that is no file. */
export function calendarsOf(runbook: Runbook, loaded: readonly LoadedRunbook[], calendars: Calendars): CalendarState {
  const folder = loaded.find((entry) => entry.runbook === runbook)?.folder;
  return (folder === undefined ? undefined : calendars.get(folder)) ?? noCalendars;
}
