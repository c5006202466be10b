import { dateAt, daysBetween, weekdayOf } from '../../core/policy/schedule/localDate.js';
import { instantToLocal, type Zone } from '../../core/policy/schedule/zonedTime.js';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `14:02`. */
export function clockTime(at: number, zone: Zone): string {
  const local = instantToLocal(at, zone);
  return local ? `${two(local.hour)}:${two(local.minute)}` : 'at an unknown time';
}

/** `Today`, `Yesterday`, `Monday 23 November`, in another year with that. */
export function dayTitle(at: number, now: number, zone: Zone): string {
  const [day, today] = [dateAt(at, zone), dateAt(now, zone)];
  if (!day || !today) return 'On an unknown day';
  const ago = daysBetween(day, today);
  if (ago === 0) return 'Today';
  if (ago === 1) return 'Yesterday';
  const date = `${weekdays[weekdayOf(day) - 1] ?? ''} ${day.day} ${months[day.month - 1] ?? ''}`;
  return day.year === today.year ? date : `${date} ${day.year}`;
}

/** `2026-11-25`, to tell days apart. */
export function dayKey(at: number, zone: Zone): string {
  const day = dateAt(at, zone);
  return day ? `${day.year}-${two(day.month)}-${two(day.day)}` : 'unknown';
}

/** `today at 14:02`, `on Monday 23 November at 14:02`: within a sentence. */
export function whenAt(at: number, now: number, zone: Zone): string {
  const day = dayTitle(at, now, zone);
  const within = day === 'Today' || day === 'Yesterday' ? day.toLowerCase() : `on ${day}`;
  return `${within} at ${clockTime(at, zone)}`;
}

/** `2026-11-25 14:02:03`, by UTC: for what is read elsewhere. */
export const utcTime = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 19);

/** `14:02:03`, by UTC. */
export const utcClock = (at: number): string => utcTime(at).slice(-8);

const two = (value: number): string => String(value).padStart(2, '0');
