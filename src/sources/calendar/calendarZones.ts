import { addDays } from '../../core/policy/schedule/localDate.js';
import { isZone, localAsUtc, localToInstant, type LocalTime, type Zone } from '../../core/policy/schedule/zonedTime.js';
import type { Budget } from './budget.js';
import type { IcalOffsetChange, IcalTime, IcalZone } from './icalEvent.js';
import { timesOfRule } from './icalLibrary.js';

/** From `at` on, a clock of the zone is `toMs` ahead of UTC; before, `fromMs`. */
interface Change {
  readonly at: number;
  readonly fromMs: number;
  readonly toMs: number;
}

const maxStepsOfZone = 30_000;
/** No event that still matters began before. */
const describedFrom = Date.UTC(1970, 0);

/** Turns the times of one calendar into instants: by the zones that everybody knows, then by those that the calendar describes itself. */
export class CalendarZones {
  private readonly described = new Map<string, IcalZone>();
  private readonly changes = new Map<string, readonly Change[]>();

  /**
   * @param zone where a calendar's days, and its times without a zone, are
   * @param until no time after this is asked for
   */
  constructor(
    zones: readonly IcalZone[],
    private readonly zone: Zone,
    private readonly until: number,
    private readonly budget: Budget,
  ) {
    for (const described of zones) this.described.set(described.tzid, described);
  }

  /** Throws for a zone that nobody knows: its time would be a guess. */
  instantOf(time: IcalTime, local: LocalTime = time.local): number {
    const instant = this.lookUp(time.zone, local);
    if (instant === undefined) throw new Error('a time in an unknown zone');
    return instant;
  }

  /** The last instant of a rule: that of its time, or the end of its day. A time without a zone is by the clock of the rule's start. */
  lastOf(until: IcalTime, start: IcalTime): number {
    const zone = until.zone === 'floating' ? start.zone : until.zone;
    if (!until.isDate) return this.instantOf({ ...until, zone });
    return this.instantOf({ ...until, zone }, { ...until.local, ...addDays(until.local, 1) }) - 1;
  }

  private lookUp(zone: IcalTime['zone'], local: LocalTime): number | undefined {
    if (zone === 'utc') return localToInstant(local, 'UTC');
    if (zone === 'floating') return localToInstant(local, this.zone);
    if (isZone(zone.tzid)) return localToInstant(local, zone.tzid);
    const changes = this.changesOf(zone.tzid);
    return changes && instantBy(changes, local);
  }

  private changesOf(tzid: string): readonly Change[] | undefined {
    const known = this.changes.get(tzid);
    const described = this.described.get(tzid);
    if (known || !described) return known;
    const budget = this.budget.part(maxStepsOfZone);
    const made = described.changes
      .flatMap((change) => allTimes(change, this.until, budget))
      .sort((a, b) => a.at - b.at);
    if (made.length === 0) return undefined;
    this.changes.set(tzid, made);
    return made;
  }
}

function allTimes(change: IcalOffsetChange, until: number, budget: Budget): readonly Change[] {
  const { fromMs, toMs } = change;
  const at = (local: LocalTime): number => localAsUtc(local) - fromMs;
  const found = [change.start, ...change.extra.map(({ local }) => local)].map(at);
  const start = { local: change.start, isDate: false, zone: 'floating' } as const;
  for (const rule of change.rules) {
    const last = Math.min(
      until,
      rule.until ? localAsUtc(rule.until.local) - (rule.until.zone === 'utc' ? 0 : fromMs) : until,
    );
    for (const local of timesOfRule(rule, start, describedFrom, budget)) {
      if (at(local) > last) break;
      found.push(at(local));
    }
  }
  return [...new Set(found)].map((instant) => ({ at: instant, fromMs, toMs }));
}

/** As for the zones that everybody knows: the earlier of two, and the first after a gap. */
function instantBy(changes: readonly Change[], local: LocalTime): number | undefined {
  const wanted = localAsUtc(local);
  const offsetAt = (instant: number): number | undefined =>
    changes.findLast(({ at }) => at <= instant)?.toMs ?? changes[0]?.fromMs;
  const offsets = new Set(changes.flatMap(({ fromMs, toMs }) => [fromMs, toMs]));
  const exact = [...offsets].map((offset) => ({ instant: wanted - offset, offset }));
  const fitting = exact.filter(({ instant, offset }) => offsetAt(instant) === offset).map(({ instant }) => instant);
  if (fitting.length > 0) return Math.min(...fitting);
  return changes.find(({ at, fromMs, toMs }) => at + fromMs <= wanted && wanted < at + toMs)?.at;
}
