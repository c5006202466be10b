import type { Columns, TimedValue } from './timedValue.js';

/**
 * Many histories over the same times, a column each: of each step the highest figure, so that nothing looks calmer than it was. A figure counts until
 * the next one, but not over a gap. Steps lie at multiples of their length, so that they stay where they are while time goes on.
 *
 * @param histories oldest first
 */
export function gridOf(
  histories: readonly (readonly TimedValue[])[],
  from: number,
  to: number,
  stepMs: number,
  gapAfterMs: number,
): Columns {
  const first = Math.floor(from / stepMs);
  const count = Math.max(0, Math.floor(to / stepMs) - first + 1);
  const times = Array.from({ length: count }, (_, index) => (first + index) * stepMs);
  return { times, columns: histories.map((history) => columnOf(history, times, stepMs, gapAfterMs)) };
}

function columnOf(
  history: readonly TimedValue[],
  times: readonly number[],
  stepMs: number,
  gapAfterMs: number,
): readonly (number | null)[] {
  let next = 0;
  let last: TimedValue | undefined;
  return times.map((begin) => {
    let highest: number | null = null;
    for (let point = history[next]; point && point.at < begin + stepMs; point = history[next]) {
      if (point.at >= begin) highest = Math.max(highest ?? -Infinity, point.value);
      last = point;
      next += 1;
    }
    return highest ?? (last && begin - last.at <= gapAfterMs ? last.value : null);
  });
}
