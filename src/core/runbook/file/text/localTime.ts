export const localTimePattern = /^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2})?$/;

/** A local date, or date and time, in the one form `2026-09-01T08:00`; undefined where no calendar has it. */
export function localTime(text: string): string | undefined {
  if (!localTimePattern.test(text)) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[-T :]/).map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  const exists = day >= 1 && day <= days && hour < 24 && minute < 60;
  return exists ? `${text.slice(0, 10)}T${text.slice(11) || '00:00'}` : undefined;
}

/** True for the name of a time zone that this machine knows, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
