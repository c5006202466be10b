import type { WeeklyWindow } from '../../runbook/schedule.js';
import { addDays, dateAt, daysBetween, minuteOfDay, weekdayOf, type LocalDate } from './localDate.js';
import { dayMs, type Zone } from './zonedTime.js';

/** A window as it holds once, in wall time ms: from `from` on, and no more at `until`. */
export interface Occurrence<W extends WeeklyWindow> {
  readonly window: W;
  readonly from: number;
  readonly until: number;
}

/** Longer than a week: a window that goes on from day to day is followed this far, and one without end is said to end then. */
const aroundMs = 8 * dayMs;

/** The window that holds at an instant, the first of the list that fits, and until when it does. */
export const windowAt = <W extends WeeklyWindow>(
  windows: readonly W[],
  zone: Zone,
  instant: number,
): Occurrence<W> | undefined =>
  stretches(windows, zone, instant - aroundMs, instant + aroundMs).find(
    ({ from, until }) => from <= instant && instant < until,
  );

/**
 * When the windows hold between two instants, in order and never two at once: where several fit, the first of the list does.
 * One that goes on where the last day's ended is one with it. What has begun before is told from where it began.
 */
export const windowsBetween = <W extends WeeklyWindow>(
  windows: readonly W[],
  zone: Zone,
  from: number,
  to: number,
): readonly Occurrence<W>[] =>
  stretches(windows, zone, from - aroundMs, to + aroundMs).filter(
    (occurrence) => occurrence.until > from && occurrence.from < to,
  );

function stretches<W extends WeeklyWindow>(
  windows: readonly W[],
  zone: Zone,
  from: number,
  to: number,
): readonly Occurrence<W>[] {
  const [firstDay, lastDay] = [dateAt(from, zone), dateAt(to, zone)];
  if (windows.length === 0 || !firstDay || !lastDay) return [];
  const joined: Occurrence<W>[] = [];
  for (let day = firstDay; daysBetween(day, lastDay) >= 0; day = addDays(day, 1)) {
    for (const next of ofDay(windows, day, zone)) {
      const last = joined.at(-1);
      if (last?.window === next.window && last.until === next.from)
        joined[joined.length - 1] = { ...last, until: next.until };
      else joined.push(next);
    }
  }
  return joined;
}

/** The day cut wherever a window begins or ends; each piece belongs to the first window that covers it. */
function ofDay<W extends WeeklyWindow>(windows: readonly W[], day: LocalDate, zone: Zone): readonly Occurrence<W>[] {
  const weekday = weekdayOf(day);
  const today = windows.filter(({ days }) => days.includes(weekday));
  const cuts = [...new Set(today.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  return cuts.flatMap((cut, index) => {
    const nextCut = cuts[index + 1];
    const window = today.find(({ from, to }) => from <= cut && cut < to);
    if (nextCut === undefined || !window) return [];
    const [from, until] = [minuteOfDay(day, cut, zone), minuteOfDay(day, nextCut, zone)];
    // The clock may jump over all of it.
    return from === undefined || until === undefined || from >= until ? [] : [{ window, from, until }];
  });
}
