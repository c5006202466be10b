import ICAL from 'ical.js';
import { addDays, parseLocalTime } from '../../core/policy/schedule/localDate.js';
import { dayMs, localAsUtc, type LocalTime } from '../../core/policy/schedule/zonedTime.js';
import type { Budget } from './budget.js';
import type { Block } from './calendarBlocks.js';
import type { IcalDuration, IcalEvent, IcalOffsetChange, IcalRule, IcalTime, IcalZone } from './icalEvent.js';

/** The one file that knows ical.js. Whatever it makes of broken text is thrown; who calls counts and passes over. */

const maxRuleLength = 500;
/** The library counts up to the next time day by day: no honest rule waits longer. */
const maxInterval = 1000;
const refusedFrequencies = ['SECONDLY', 'MINUTELY'];

/** An entry of a calendar. Throws for one that is none, or that would take for ever to unfold. */
export function readEvent(block: Block): IcalEvent {
  const component = parse(block);
  const start = times(component, 'dtstart')[0];
  if (!start) throw new Error('an entry without a start');
  const instead = component.getFirstProperty('recurrence-id');
  return {
    uid: textOf(component, 'uid'),
    summary: textOf(component, 'summary'),
    start,
    end: times(component, 'dtend')[0],
    duration: durationOf(component),
    rules: rulesOf(component),
    extra: times(component, 'rdate'),
    except: times(component, 'exdate'),
    insteadOf: times(component, 'recurrence-id')[0],
    andFollowing: instead?.getFirstParameter('range') === 'THISANDFUTURE',
    cancelled: textOf(component, 'status').toUpperCase() === 'CANCELLED',
  };
}

/** A time zone that a calendar brings with it. Throws for one that is none. */
export function readZone(block: Block): IcalZone {
  const component = parse(block);
  const parts = [...component.getAllSubcomponents('standard'), ...component.getAllSubcomponents('daylight')];
  return { tzid: textOf(component, 'tzid'), changes: parts.map(readChange) };
}

function readChange(component: ICAL.Component): IcalOffsetChange {
  const start = times(component, 'dtstart')[0];
  if (!start) throw new Error('a change of a zone without a start');
  return {
    start: start.local,
    rules: rulesOf(component),
    extra: times(component, 'rdate'),
    fromMs: offsetMs(component, 'tzoffsetfrom'),
    toMs: offsetMs(component, 'tzoffsetto'),
  };
}

/**
 * The times that a rule gives, by the wall clock it is written in, without end where the rule has none. `until` is left to who
 * calls: it is an instant, and the library would compare it with a wall clock. Where that is possible, times before `from`, a wall
 * clock read as UTC, are not gone through.
 */
export function* timesOfRule(rule: IcalRule, start: IcalTime, from: number, budget: Budget): Generator<LocalTime> {
  const parsed = ICAL.Recur.fromString(rule.text);
  parsed.until = null;
  if (refusedFrequencies.includes(parsed.freq)) throw new Error(`a rule of kind ${parsed.freq}`);
  if (!(parsed.interval <= maxInterval)) throw new Error('a rule with too long an interval');
  const iterator = new (boundedIterator(budget))({ rule: parsed, dtstart: toLibrary(nearer(parsed, start, from)) });
  for (;;) {
    budget.spend();
    const next = iterator.next() as ICAL.Time | null;
    if (!next) return;
    yield toLocal(next);
  }
}

/** After so many days a rule of this kind is where it was. Months differ, and are few. */
const daysOfPeriod: Readonly<Record<string, number>> = { HOURLY: 1, DAILY: 1, WEEKLY: 7 };

/** A later start from which the rule gives the same times; one that counts its times has to count them all. */
function nearer({ freq, interval, count }: ICAL.Recur, start: IcalTime, from: number): IcalTime {
  if (count) return start;
  if (freq === 'YEARLY') return yearNearer(interval, start, from);
  const days = (daysOfPeriod[freq] ?? 0) * interval;
  if (days === 0) return start;
  const periods = Math.floor((from - localAsUtc(start.local)) / (days * dayMs));
  return periods > 0 ? { ...start, local: { ...start.local, ...addDays(start.local, periods * days) } } : start;
}

/** Zones are described from 1601 on. The 29th of February is not in every year to start from. */
function yearNearer(interval: number, start: IcalTime, from: number): IcalTime {
  const { year, month, day } = start.local;
  const years = Math.floor((from / (366 * dayMs) + 1970 - year - 1) / interval) * interval;
  return years > 0 && !(month === 2 && day === 29)
    ? { ...start, local: { ...start.local, year: year + years } }
    : start;
}

/** The library looks for the next time in loops of its own, which some rules never end: each turn is counted. */
const boundedIterator = (budget: Budget): typeof ICAL.RecurIterator =>
  class extends ICAL.RecurIterator {
    override check_contracting_rules(): boolean {
      budget.spend();
      return super.check_contracting_rules();
    }
    override increment_month(): void {
      budget.spend();
      super.increment_month();
    }
    override expand_year_days(year: number): number {
      // A year of days is worth many turns.
      for (let turn = 0; turn < 10; turn += 1) budget.spend();
      return super.expand_year_days(year);
    }
  };

const parse = (block: Block): ICAL.Component => new ICAL.Component(ICAL.parse(block.join('\r\n')) as unknown[]);

/** Read from the text itself: the library makes the 1st of January of a 13th month. */
function times(component: ICAL.Component, name: string): readonly IcalTime[] {
  return component.getAllProperties(name).flatMap((property) => {
    const tzid = property.getFirstParameter('tzid') as string | undefined;
    const [, , , ...values] = property.toJSON() as readonly unknown[];
    return values.map((value) => timeOf(Array.isArray(value) ? (value[0] as unknown) : value, tzid, name));
  });
}

function timeOf(text: unknown, tzid: string | undefined, name: string): IcalTime {
  const written = typeof text === 'string' ? text : '';
  const local = parseLocalTime(written.replace(/Z$/i, ''));
  if (!local) throw new Error(`${name} is not a time`);
  const isDate = !written.includes('T');
  if (/Z$/i.test(written)) return { local, isDate, zone: 'utc' };
  return { local, isDate, zone: tzid === undefined || isDate ? 'floating' : { tzid } };
}

const rulesOf = (component: ICAL.Component): readonly IcalRule[] =>
  component.getAllProperties('rrule').map((property) => {
    const rule = property.getFirstValue();
    if (!(rule instanceof ICAL.Recur)) throw new Error('RRULE is not a rule');
    const { until } = rule;
    rule.until = null;
    const text = rule.toString();
    if (text.length > maxRuleLength) throw new Error('RRULE is too long');
    const zone = until?.zone === ICAL.Timezone.utcTimezone ? 'utc' : 'floating';
    return { text, until: until ? { local: toLocal(until), isDate: until.isDate, zone } : undefined };
  });

function durationOf(component: ICAL.Component): IcalDuration | undefined {
  const value = component.getFirstPropertyValue('duration');
  if (value === null) return undefined;
  if (!(value instanceof ICAL.Duration) || value.isNegative) throw new Error('DURATION is not a duration');
  const { weeks, days, hours, minutes, seconds } = value;
  return { days: weeks * 7 + days, ms: ((hours * 60 + minutes) * 60 + seconds) * 1000 };
}

function offsetMs(component: ICAL.Component, name: string): number {
  const value = component.getFirstPropertyValue(name);
  if (!(value instanceof ICAL.UtcOffset)) throw new Error(`${name} is not an offset`);
  return value.toSeconds() * 1000;
}

function textOf(component: ICAL.Component, name: string): string {
  const value = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? value : '';
}

const toLibrary = ({ local, isDate }: IcalTime): ICAL.Time =>
  new ICAL.Time({ ...local, isDate }, ICAL.Timezone.localTimezone);

function toLocal({ year, month, day, hour, minute, second }: ICAL.Time): LocalTime {
  const local = { year, month, day, hour, minute, second };
  if (!Object.values(local).every(Number.isInteger)) throw new Error('not a time');
  return local;
}
