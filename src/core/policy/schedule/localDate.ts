import type { Weekday } from '../../runbook/schedule.js';
import { dayMs, instantToLocal, localToInstant, type LocalTime, type Zone } from './zonedTime.js';

/** A day of the calendar, whatever the zone, and whether the zone has it or not. */
export interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The date so many days later; before it, where `days` is negative. */
export function addDays({ year, month, day }: LocalDate, days: number): LocalDate {
  const date = new Date(Date.UTC(year, month - 1, day) + days * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** How many days `to` lies after `from`; negative before it. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  (Date.UTC(to.year, to.month - 1, to.day) - Date.UTC(from.year, from.month - 1, from.day)) / dayMs;

const weekdays = [7, 1, 2, 3, 4, 5, 6] as const satisfies readonly Weekday[];

export const weekdayOf = ({ year, month, day }: LocalDate): Weekday =>
  weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? 7;

/** The day that it is in the zone. */
export function dateAt(instant: number, zone: Zone): LocalDate | undefined {
  const local = instantToLocal(instant, zone);
  return local && { year: local.year, month: local.month, day: local.day };
}

/** What was worked out stays true: every evaluation asks for the same few days again. Let go of once they are many. */
const minutesKnown = new Map<string, number | undefined>();
const maxMinutesKnown = 4000;

/** When a clock in the zone shows so many minutes after midnight of a day; 1440 is midnight of the next one. */
export function minuteOfDay(date: LocalDate, minutes: number, zone: Zone): number | undefined {
  const key = `${date.year}-${date.month}-${date.day} ${minutes} ${zone ?? ''}`;
  if (minutesKnown.has(key)) return minutesKnown.get(key);
  const instant = localToInstant({ ...date, hour: Math.floor(minutes / 60), minute: minutes % 60, second: 0 }, zone);
  if (minutesKnown.size >= maxMinutesKnown) minutesKnown.clear();
  minutesKnown.set(key, instant);
  return instant;
}

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** `2026-09-01T08:00`, with seconds or without, or a day alone, which is its midnight. Undefined when it is no such time. */
export function parseLocalTime(text: string): LocalTime | undefined {
  const groups: readonly (string | undefined)[] | undefined = pattern.exec(text.trim())?.slice(1);
  if (!groups) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = groups.map((group) => Number(group ?? 0));
  const normal = addDays({ year, month, day }, 0);
  if (normal.year !== year || normal.month !== month || normal.day !== day) return undefined;
  return hour < 24 && minute < 60 && second < 60 ? { year, month, day, hour, minute, second } : undefined;
}
