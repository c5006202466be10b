import { addDays, daysBetween } from '../../core/policy/schedule/localDate.js';
import { dayMs, localAsUtc, type LocalTime } from '../../core/policy/schedule/zonedTime.js';
import type { Budget } from './budget.js';
import type { CalendarZones } from './calendarZones.js';
import type { IcalEvent, IcalTime } from './icalEvent.js';
import { timesOfRule } from './icalLibrary.js';

interface Times {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Of one event, so that one that never stops does not crowd out the others. */
const maxOccurrences = 500;
const maxStepsOfEvent = 50_000;

/** The occurrences that entries of their own stand for. */
export class Replaced {
  private readonly byUid = new Map<string, Set<number>>();
  /** Entries that stand for a time that nobody can tell. */
  readonly skipped: number;

  constructor(events: readonly IcalEvent[], zones: CalendarZones) {
    let skipped = 0;
    for (const { uid, insteadOf } of events) {
      if (!insteadOf || uid === '') continue;
      try {
        const instants = this.byUid.get(uid) ?? new Set<number>();
        this.byUid.set(uid, instants.add(zones.instantOf(insteadOf)));
      } catch {
        skipped += 1;
      }
    }
    this.skipped = skipped;
  }

  has(uid: string, instant: number): boolean {
    return this.byUid.get(uid)?.has(instant) ?? false;
  }
}

/** When an event happens within a range, begun before it or not; not `complete` where it could not be followed to the end. */
export function occurrencesOf(
  event: IcalEvent,
  zones: CalendarZones,
  replaced: Replaced,
  range: { readonly from: number; readonly to: number },
  budget: Budget,
): { readonly times: readonly Times[]; readonly complete: boolean } {
  const found = new Map<number, Times>();
  try {
    if (event.cancelled) return { times: [], complete: true };
    if (event.rules.length > 0 && budget.isSpent) return { times: [], complete: false };
    const excluded = exclusions(event, zones, replaced);
    const lengthOf = measure(event, zones);
    const firstAt = zones.instantOf(event.start);
    const lengthMs = lengthOf(event.start, firstAt) - firstAt;
    // A wall clock may be most of a day from UTC, and a day of the calendar a little longer than the first.
    const from = range.from - lengthMs - 2 * dayMs;
    for (const { time, startsAt } of starts(event, zones, { from, to: range.to }, budget.part(maxStepsOfEvent))) {
      if (excluded(time.local, startsAt)) continue;
      const endsAt = lengthOf(time, startsAt);
      // What happens at one instant only is in the range when that instant is.
      if (startsAt >= range.to || Math.max(endsAt, startsAt + 1) <= range.from) continue;
      if (found.size >= maxOccurrences) return { times: [...found.values()], complete: false };
      found.set(startsAt, { startsAt, endsAt });
    }
    return { times: [...found.values()], complete: !event.andFollowing };
  } catch {
    // What was found before the rule led astray is still true.
    return { times: [...found.values()], complete: false };
  }
}

interface Start {
  readonly time: IcalTime;
  readonly startsAt: number;
}

/** Every start up to `to`, those that are excepted included; of those long before it none that a rule gives is worked out. */
function* starts(
  event: IcalEvent,
  zones: CalendarZones,
  { from, to }: { readonly from: number; readonly to: number },
  budget: Budget,
): Generator<Start> {
  const { start, rules, extra, insteadOf } = event;
  // An entry that stands for one occurrence is that one, whatever rule it was copied with.
  if (rules.length === 0 || insteadOf) yield { time: start, startsAt: zones.instantOf(start) };
  if (insteadOf) return;
  for (const time of extra) yield { time, startsAt: zones.instantOf(time) };
  for (const rule of rules) {
    const last = Math.min(to, rule.until ? zones.lastOf(rule.until, start) : to);
    for (const local of timesOfRule(rule, start, from, budget)) {
      if (localAsUtc(local) < from) continue;
      const startsAt = zones.instantOf(start, local);
      if (startsAt > last) break;
      yield { time: { ...start, local }, startsAt };
    }
  }
}

function exclusions(
  event: IcalEvent,
  zones: CalendarZones,
  replaced: Replaced,
): (local: LocalTime, startsAt: number) => boolean {
  const days = new Set(event.except.filter(({ isDate }) => isDate).map(({ local }) => dayOf(local)));
  const instants = new Set(event.except.filter(({ isDate }) => !isDate).map((time) => zones.instantOf(time)));
  const stands = event.insteadOf !== undefined;
  return (local, startsAt) =>
    instants.has(startsAt) || days.has(dayOf(local)) || (!stands && replaced.has(event.uid, startsAt));
}

const dayOf = ({ year, month, day }: LocalTime): string => `${year}-${month}-${day}`;

/** How an occurrence's end follows from its start: by days of the calendar, or by time that passes. Throws where the end comes first. */
function measure(event: IcalEvent, zones: CalendarZones): (time: IcalTime, startsAt: number) => number {
  const { start, end, duration } = event;
  const byDays = (days: number, ms: number) => (time: IcalTime) =>
    zones.instantOf(time, { ...time.local, ...addDays(time.local, days) }) + ms;
  if (duration)
    return duration.days === 0 ? (_, startsAt) => startsAt + duration.ms : byDays(duration.days, duration.ms);
  if (!end) return start.isDate ? byDays(1, 0) : (_, startsAt) => startsAt;
  if (end.isDate !== start.isDate) throw new Error('an end of another kind than the start');
  if (start.isDate) return byDays(atLeast(1, daysBetween(start.local, end.local)), 0);
  const lengthMs = atLeast(0, zones.instantOf(end) - zones.instantOf(start));
  return (_, startsAt) => startsAt + lengthMs;
}

function atLeast(least: number, value: number): number {
  if (value < 0) throw new Error('an end before the start');
  return Math.max(least, value);
}
