import type { EventKind, ExpectedEvent, PlannedEvent, Schedule } from '../../runbook/schedule.js';
import type { CalendarState } from './calendarState.js';
import { kindOfEntry } from './kindOfEntry.js';
import { addDays, parseLocalTime } from './localDate.js';
import { dayMs, localToInstant } from './zonedTime.js';

/** Something expected, with when to scale for it. Wall time, ms. */
export interface AnticipatedEvent {
  readonly event: ExpectedEvent;
  readonly kind: EventKind;
  readonly proposeFrom: number;
  readonly dueAt: number;
  readonly until: number;
}

/** All that the runbook file and its calendars announce, by start; entries of no kind are nothing to scale for. */
export function expectedEvents(schedule: Schedule, calendar: CalendarState): readonly AnticipatedEvent[] {
  const known = new Map<string, AnticipatedEvent>();
  for (const event of [...plannedEvents(schedule), ...calendarEvents(schedule, calendar)]) {
    const kind = schedule.kinds.find(({ id }) => id === event.kind);
    if (!kind) continue;
    // The same event in the file and in a calendar, or in two calendars, is one.
    const key = JSON.stringify([event.kind, event.startsAt, event.endsAt]);
    if (!known.has(key)) known.set(key, anticipate(event, kind));
  }
  return [...known.values()].sort((a, b) => a.event.startsAt - b.event.startsAt);
}

const anticipate = (event: ExpectedEvent, kind: EventKind): AnticipatedEvent => ({
  event,
  kind,
  proposeFrom: event.startsAt - kind.lead.earliestMs,
  dueAt: event.startsAt - kind.lead.latestMs,
  until: event.endsAt,
});

const plannedEvents = ({ events, timeZone }: Schedule): readonly ExpectedEvent[] =>
  events.flatMap((planned) => {
    const startsAt = instantOf(planned.starts, timeZone);
    if (startsAt === undefined) return [];
    const endsAt = planned.ends === undefined ? undefined : instantOf(planned.ends, timeZone);
    return [
      { kind: planned.kind, title: planned.title, startsAt, endsAt: endAfter(startsAt, endsAt, planned, timeZone) },
    ];
  });

const instantOf = (text: string, zone: Schedule['timeZone']): number | undefined => {
  const local = parseLocalTime(text);
  return local && localToInstant(local, zone);
};

/** The same time of the next day where no end is given, or none that is after the start. */
function endAfter(
  startsAt: number,
  endsAt: number | undefined,
  planned: PlannedEvent,
  zone: Schedule['timeZone'],
): number {
  if (endsAt !== undefined && endsAt > startsAt) return endsAt;
  const local = parseLocalTime(planned.starts);
  return (local && localToInstant({ ...local, ...addDays(local, 1) }, zone)) ?? startsAt + dayMs;
}

/** A calendar has thousands of titles, and each look at a stack asks: the answer is kept for as long as both stay as they are. */
const known = new WeakMap<CalendarState, { readonly schedule: Schedule; readonly events: readonly ExpectedEvent[] }>();

function calendarEvents(schedule: Schedule, state: CalendarState): readonly ExpectedEvent[] {
  const before = known.get(state);
  if (before?.schedule === schedule) return before.events;
  const events = eventsOf(schedule, state);
  known.set(state, { schedule, events });
  return events;
}

const eventsOf = ({ kinds, calendars }: Schedule, state: CalendarState): readonly ExpectedEvent[] =>
  state.calendars
    // What is known of a calendar that the runbook no longer names is not of it.
    .flatMap((reading) =>
      reading.status === 'read' && calendars.includes(reading.location) ? reading.entries.events : [],
    )
    .flatMap(({ title, startsAt, endsAt }) => {
      const kind = kindOfEntry(title, kinds);
      // A calendar's entry without a length marks when something begins, as one of the runbook file without an end does.
      return kind ? [{ kind: kind.id, title, startsAt, endsAt: endsAt > startsAt ? endsAt : startsAt + dayMs }] : [];
    });
