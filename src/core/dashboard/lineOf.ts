import type { Columns, TimedValue } from './timedValue.js';

/**
 * One metric as a line: its figures as they were read, with a gap where none was read for long. What lies before the span is left out but for the
 * last figure, which the line comes in from.
 *
 * @param points oldest first
 */
export function lineOf(points: readonly TimedValue[], from: number, to: number, gapAfterMs: number): Columns {
  const times: number[] = [];
  const values: (number | null)[] = [];
  const first = points.findIndex(({ at }) => at >= from);
  const shown = first < 0 ? [] : points.slice(Math.max(0, first - 1));
  for (const { at, value } of shown) {
    const last = times.at(-1);
    if (at > to || (last !== undefined && at <= last)) continue;
    if (last !== undefined && at - last > gapAfterMs) {
      times.push(last + 1);
      values.push(null);
    }
    times.push(at);
    values.push(value);
  }
  return { times, columns: [values] };
}
