/** A time of the engine, ms; undefined for what is none, and for the year 1, which it writes for what has not happened. */
export function wallTimeMs(text: string | null | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) || time <= 0 ? undefined : time;
}
