import { duration } from '../../figures.js';
import { oneLine } from '../../markdown.js';
import { addDays, dateAt, daysBetween, weekdayOf, type LocalDate } from '../../../core/policy/schedule/localDate.js';
import { instantToLocal, zoneName, type Zone } from '../../../core/policy/schedule/zonedTime.js';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Europe/Berlin`. */
export const zoneWords = (zone: Zone): string => zoneName(zone) ?? 'an unknown zone';

/** `Mon 08:00`; farther than six days away `Tue 1 Sep 08:00`, in another year `Fri 1 Jan 2027 08:00`. */
export function timeWords(instant: number, now: number, zone: Zone): string {
  const local = instantToLocal(instant, zone);
  const today = dateAt(now, zone);
  if (!local || !today) return 'at an unknown time';
  return `${dayWords(local, today)} ${clockWords(local)}`;
}

/** `Mon 08:00-10:00`, `Sat 00:00-Sun 24:00`: an end at midnight is that of the day before it. */
export function spanWords(from: number, until: number, now: number, zone: Zone): string {
  const [start, end, today] = [instantToLocal(from, zone), instantToLocal(until, zone), dateAt(now, zone)];
  if (!start || !end || !today) return 'at an unknown time';
  const midnight = until > from && end.hour === 0 && end.minute === 0;
  const endDay = midnight ? addDays(end, -1) : end;
  const endClock = midnight ? '24:00' : clockWords(end);
  // The end follows from the start: of the next days the weekday is enough.
  const endDayWords = daysBetween(start, endDay) === 0 ? '' : `${dayWords(endDay, start)} `;
  return `${dayWords(start, today)} ${clockWords(start)}-${endDayWords}${endClock}`;
}

function dayWords(day: LocalDate, today: LocalDate): string {
  const weekday = weekdays[weekdayOf(day) - 1] ?? '';
  if (Math.abs(daysBetween(today, day)) <= 6) return weekday;
  const date = `${weekday} ${day.day} ${months[day.month - 1] ?? ''}`;
  return day.year === today.year ? date : `${date} ${day.year}`;
}

const clockWords = ({ hour, minute }: { readonly hour: number; readonly minute: number }): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** Why something is recommended, or not taken away: `Monday morning begins in 12 min, Mon 08:00 (Europe/Berlin)`. Plain text. */
export function scheduleReason(title: string, at: number, now: number, zone: Zone): string {
  const begins = at > now ? `begins in ${duration(at - now)},` : 'began';
  return `${oneLine(title)} ${begins} ${timeWords(at, now, zone)} (${zoneWords(zone)})`;
}
