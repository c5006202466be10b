import type { CalendarEntries, CalendarEntry } from '../../core/policy/schedule/calendarState.js';
import { dayMs, type Zone } from '../../core/policy/schedule/zonedTime.js';
import { ok, type Result } from '../../util/result.js';
import { Budget } from './budget.js';
import { calendarBlocks, type Block } from './calendarBlocks.js';
import { CalendarZones } from './calendarZones.js';
import { occurrencesOf, Replaced } from './eventOccurrences.js';
import type { IcalEvent } from './icalEvent.js';
import { readEvent, readZone } from './icalLibrary.js';

const pastMs = dayMs;
const aheadMs = 60 * dayMs;
const maxOccurrences = 2000;
const maxTitle = 200;
/** An honest calendar takes a few thousand. */
const maxSteps = 200_000;
const maxMs = 1000;

/**
 * What iCalendar text announces from a day ago to sixty days ahead, whatever else it holds. What cannot be read, or goes beyond the
 * bounds, is left out and counted; only text that is no calendar at all, or too large, fails, with the end of a sentence.
 *
 * @param zone where whole days, and times without a zone, are
 * @param elapsedMs time that has passed, for bounding the work
 */
export function parseCalendar(
  text: string,
  zone: Zone,
  now: number,
  elapsedMs: () => number = () => performance.now(),
): Result<CalendarEntries, string> {
  const split = calendarBlocks(text);
  if (!split.ok) return split;
  const startedAt = elapsedMs();
  const isOver = (): boolean => elapsedMs() - startedAt > maxMs;
  const budget = new Budget(maxSteps, isOver);
  const [from, to] = [now - pastMs, now + aheadMs];

  const zones = readable(split.value.zones, readZone, isOver);
  const events = readable(split.value.events, readEvent, isOver);
  const calendarZones = new CalendarZones(zones.read, zone, to + dayMs, budget);
  const replaced = new Replaced(events.read, calendarZones);

  const found: CalendarEntry[] = [];
  let skipped = split.value.broken + events.skipped + replaced.skipped;
  for (const event of events.read) {
    const title = bounded(event.summary);
    const { complete, times } = occurrencesOf(event, calendarZones, replaced, { from, to }, budget);
    if (!complete) skipped += 1;
    for (const time of times) found.push({ title, ...time });
  }
  found.sort((a, b) => a.startsAt - b.startsAt || a.endsAt - b.endsAt);
  const kept = found.slice(0, maxOccurrences);
  return ok({ events: kept, skipped: skipped + found.length - kept.length });
}

/** A zone that cannot be read is missed by the entries that name it, and counted with them. */
function readable<T extends IcalEvent | ReturnType<typeof readZone>>(
  blocks: readonly Block[],
  read: (block: Block) => T,
  isOver: () => boolean,
): { readonly read: readonly T[]; readonly skipped: number } {
  const found: T[] = [];
  for (const block of blocks) {
    if (isOver()) break;
    try {
      found.push(read(block));
    } catch {
      // Counted below: whatever the text is, it is no entry.
    }
  }
  return { read: found, skipped: blocks.length - found.length };
}

/** Whole characters, as many as a title may have. */
const bounded = (title: string): string =>
  Array.from(title.slice(0, 2 * maxTitle))
    .slice(0, maxTitle)
    .join('');
