import { isRecent } from './time/isRecent.js';
import type { Usage } from './usage.js';

/** A usage figure with the time it was taken at, in ms of wall time. */
export interface Reading extends Usage {
  readonly at: number;
}

/** Readings by replica id. A replica that could not be read is not in it. */
export type Readings = ReadonlyMap<string, Reading>;

/** A figure older than three intervals no longer says anything about now. */
export const isStale = (reading: Reading, now: number, intervalMs: number): boolean =>
  !isRecent(reading.at, now, 3 * intervalMs);

/** The readings that still count at `now`. */
export function freshReadings(readings: Readings, now: number, intervalMs: number): Readings {
  return new Map([...readings].filter(([, reading]) => !isStale(reading, now, intervalMs)));
}
