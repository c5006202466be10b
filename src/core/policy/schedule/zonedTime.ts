import { minuteMs } from '../../../util/minuteMs.js';

/** A moment by the wall clock of some zone. `month` is 1 to 12. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** An IANA name, or undefined for the machine's own zone. */
export type Zone = string | undefined;

const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
/** Farther from UTC than any zone has ever been, days skipped at the date line included. */
const farthestOffsetMs = 26 * hourMs;

/** Making a formatter is slow, and a calendar may name zones in endless spellings: some are kept, and all let go when they are many. */
const formatters = new Map<Zone, Intl.DateTimeFormat>();
const maxFormatters = 64;

function formatterFor(zone: Zone): Intl.DateTimeFormat | undefined {
  const known = formatters.get(zone);
  if (known) return known;
  const made = makeFormatter(zone);
  if (!made) return undefined;
  if (formatters.size >= maxFormatters) formatters.clear();
  formatters.set(zone, made);
  return made;
}

function makeFormatter(zone: Zone): Intl.DateTimeFormat | undefined {
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const clock = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', { ...fields, ...clock, timeZone: zone });
  } catch {
    return undefined;
  }
}

/** The zone's own name, `Europe/Berlin`; undefined when there is no such zone. */
export const zoneName = (zone: Zone): string | undefined => formatterFor(zone)?.resolvedOptions().timeZone;

export const isZone = (zone: Zone): boolean => formatterFor(zone) !== undefined;

/** What a clock in the zone shows at an instant, to the second; undefined for an unknown zone or an instant that is none. */
export function instantToLocal(instant: number, zone: Zone): LocalTime | undefined {
  const formatter = formatterFor(zone);
  if (!formatter || Number.isNaN(new Date(instant).getTime())) return undefined;
  const shown = new Map(formatter.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const [year, month, day] = [shown.get('year'), shown.get('month'), shown.get('day')];
  const [hour, minute, second] = [shown.get('hour'), shown.get('minute'), shown.get('second')];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  return { year, month, day, hour, minute, second };
}

/**
 * The instant at which a clock in the zone shows this. Where it shows it twice, the earlier one; where the clock jumps over it,
 * the first instant after the jump. Undefined for an unknown zone. Fields beyond their range run over: day 32 is in the next month.
 */
export function localToInstant(local: LocalTime, zone: Zone): number | undefined {
  const wanted = localAsUtc(local);
  const shown = (instant: number): number | undefined => shownAsUtc(instant, zone);
  const offsets = [-farthestOffsetMs, 0, farthestOffsetMs].flatMap((awayMs) => {
    const at = shown(wanted + awayMs);
    return at === undefined ? [] : [at - (wanted + awayMs)];
  });
  const exact = [...new Set(offsets)]
    .map((offsetMs) => wanted - offsetMs)
    .filter((instant) => shown(instant) === wanted);
  if (exact.length > 0) return Math.min(...exact);
  return offsets.length === 0 ? undefined : firstShownAfter(wanted, shown);
}

/** Where the clock jumps from before `wanted` to after it. */
function firstShownAfter(wanted: number, shown: (instant: number) => number | undefined): number | undefined {
  let before = wanted - farthestOffsetMs;
  let after = wanted + farthestOffsetMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    const at = shown(middle);
    if (at === undefined) return undefined;
    if (at < wanted) before = middle;
    else after = middle;
  }
  return after;
}

function shownAsUtc(instant: number, zone: Zone): number | undefined {
  const local = instantToLocal(instant, zone);
  return local && localAsUtc(local) + (instant - Math.floor(instant / 1000) * 1000);
}

/** The wall clock's fields read as if they were UTC: a number that they can be compared and reckoned with by. */
export function localAsUtc({ year, month, day, hour, minute, second }: LocalTime): number {
  const date = new Date(0);
  // Not Date.UTC, which takes the years 0 to 99 for those of the last century.
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getTime();
}
