import type { Zone } from './zonedTime.js';

/** Where the runbook's calendars are, and by which clock their days begin. */
export interface CalendarSources {
  /** As the runbook has them: files relative to its folder, or http(s) addresses. */
  readonly locations: readonly string[];
  /** The runbook file's folder; undefined for a runbook that is no file. */
  readonly folder: string | undefined;
  readonly timeZone: Zone;
}
