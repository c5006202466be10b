import type { Weekday } from '../../schedule.js';

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

export const daysPattern =
  /^(daily|(mon|tue|wed|thu|fri|sat|sun)( *- *(mon|tue|wed|thu|fri|sat|sun))?( *, *(mon|tue|wed|thu|fri|sat|sun)( *- *(mon|tue|wed|thu|fri|sat|sun))?)*)$/;

/** Days as people write them: `mon-fri`, `sat, sun`, `daily`. Undefined where the text is none, or has a day twice. */
export function daysOf(text: string): readonly Weekday[] | undefined {
  if (!daysPattern.test(text)) return undefined;
  if (text === 'daily') return everyDay;
  const days = text.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map((name) => names.findIndex((one) => one === name.trim()));
    // `sat-mon` goes over the end of the week.
    return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => weekday(first + index));
  });
  return new Set(days).size === days.length ? days : undefined;
}

const weekday = (index: number): Weekday => everyDay[index % 7] ?? 1;

/** Days of the week in a runbook's words: `daily`, `mon-fri`, `tue, thu`. */
export function daysText(days: readonly Weekday[]): string {
  if (days.join() === everyDay.join()) return 'daily';
  const runs: Weekday[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: Weekday | undefined): string => names[(day ?? 1) - 1] ?? '';
  const text = (run: readonly Weekday[]): string =>
    run.length > 2 ? `${name(run[0])}-${name(run.at(-1))}` : run.map(name).join(', ');
  return runs.map(text).join(', ');
}

export const hoursPattern = /^[0-9]{1,2}(:[0-9]{2})? *- *[0-9]{1,2}(:[0-9]{2})?$/;

/** Times of a day as people write them, `08:00-10:00`, in minutes since midnight; undefined where the text is none. */
export function hoursOf(text: string): { readonly from: number; readonly to: number } | undefined {
  const [from = -1, to = -1] = text.split('-').map((time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return minute < 60 ? hour * 60 + minute : -1;
  });
  return hoursPattern.test(text) && from >= 0 && from < to && to <= 1440 ? { from, to } : undefined;
}

/** Minutes since midnight as `08:00-18:00`. */
export function hoursText({ from, to }: { readonly from: number; readonly to: number }): string {
  const clock = (minutes: number): string =>
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${clock(from)}-${clock(to)}`;
}
