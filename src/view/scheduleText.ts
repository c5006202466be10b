import { unknownCalendars, type CalendarReading, type CalendarState } from '../core/policy/schedule/calendarState.js';
import type { ScheduleEntry } from '../core/policy/schedule/comingUp.js';
import { outlook } from '../core/policy/schedule/outlook.js';
import type { Counts } from '../core/policy/schedule/scheduleCounts.js';
import type { Zone } from '../core/policy/schedule/zonedTime.js';
import { titleOf, type Runbook } from '../core/runbook/runbook.js';
import type { ScheduleEffect } from '../core/runbook/schedule.js';
import { hideSecrets } from '../core/secrecy/hideSecrets.js';
import { count, duration, list } from './figures.js';
import { escapeMarkdown, markdownTable, oneLine, unbroken } from './markdown.js';
import { demoNote } from './words/demoLabel.js';
import { spanWords, timeWords, zoneWords } from './words/policy/scheduleTime.js';

/**
 * What the next seven days bring, as a Markdown page. Titles, addresses and errors in it are escaped.
 *
 * @param context the Docker context's name, where one is connected to
 */
export function schedulePage(runbook: Runbook, calendar: CalendarState, now: number, context?: string): string {
  const { timeZone, calendars } = runbook.schedule;
  const rows = outlook(runbook, calendar, now).map((entry) => [
    unbroken(escapeMarkdown(whenWords(entry, now, timeZone))),
    unbroken(escapeMarkdown(entry.title)),
    escapeMarkdown(changeWords(runbook, entry)),
    escapeMarkdown(proposalWords(entry, now, timeZone)),
  ]);
  const unknown = new Set(unknownCalendars(calendars, calendar, now));
  const readings = new Map(calendar.calendars.map((reading) => [reading.location, reading]));
  const lines = calendars.map((location) => calendarLine(location, readings.get(location), unknown.has(location), now));
  return [
    '# What is coming',
    ...demoNote(context),
    `The next seven days, by the clock of ${escapeMarkdown(zoneWords(timeZone))}.`,
    rows.length > 0 ? table(rows) : 'Nothing is scheduled.',
    ...(lines.length > 0 ? ['## Calendars', lines.join('\n')] : []),
    '',
  ].join('\n\n');
}

/** Without a column of proposals where nothing is going to be proposed. */
function table(rows: readonly (readonly string[])[]): string {
  const header = ['When', 'What', 'Replicas', 'Proposed'];
  const shown = rows.some((row) => row.at(-1) !== '') ? header.length : header.length - 1;
  return markdownTable(
    header.slice(0, shown),
    rows.map((row) => row.slice(0, shown)),
  );
}

/** `Monday morning, +50 %: in 14 h, Mon 08:00-10:00`. One line of plain text. */
export const outlookLine = (runbook: Runbook, entry: ScheduleEntry, now: number): string =>
  `${oneLine(entry.title)}, ${effectWords(runbook, entry)}: ${whenWords(entry, now, runbook.schedule.timeZone)}`;

function whenWords({ at, until }: ScheduleEntry, now: number, zone: Zone): string {
  return at <= now
    ? `now, until ${timeWords(until, now, zone)}`
    : `in ${duration(at - now)}, ${spanWords(at, until, now, zone)}`;
}

function effectWords(runbook: Runbook, { what }: ScheduleEntry): string {
  return what.from === 'event' ? profileWords(runbook, what.kind.profile) : windowWords(runbook, what.effect);
}

function windowWords(runbook: Runbook, effect: ScheduleEffect): string {
  switch (effect.effect) {
    case 'more':
      return `+${effect.percent} %`;
    case 'keep':
      return 'no scaling down';
    case 'baseline':
    case 'minimum':
      return effect.effect;
    case 'profile':
      return profileWords(runbook, effect.profile);
  }
}

const profileWords = ({ profiles }: Runbook, id: string): string =>
  oneLine(profiles.find((profile) => profile.id === id)?.title ?? id);

function changeWords(runbook: Runbook, entry: ScheduleEntry): string {
  const counts = countWords(runbook, entry.counts ?? {});
  return counts === '' ? effectWords(runbook, entry) : `${effectWords(runbook, entry)}: ${counts}`;
}

const countWords = (runbook: Runbook, counts: Counts): string =>
  list(Object.entries(counts).map(([service, replicas]) => `${oneLine(titleOf(runbook, service))} ${replicas}`));

/** When a person is asked to scale up; empty for what only limits or permits the way down. */
function proposalWords({ what, proposeFrom, dueAt, at }: ScheduleEntry, now: number, zone: Zone): string {
  if (what.from === 'window' && proposeFrom === at) return '';
  const from = proposeFrom <= now ? 'now' : `from ${timeWords(proposeFrom, now, zone)}`;
  return dueAt > Math.max(now, proposeFrom) ? `${from}, due ${timeWords(dueAt, now, zone)}` : from;
}

function calendarLine(location: string, reading: CalendarReading | undefined, unknown: boolean, now: number): string {
  const parts = reading?.status === 'read' ? readWords(reading, now) : ['not read yet'];
  const problem = reading?.problem ? [`it ${oneLine(reading.problem)}`] : [];
  const consequence = unknown ? ['what it announces is not known, so nothing is scaled down'] : [];
  return `- ${escapeMarkdown(hideSecrets(location))}: ${escapeMarkdown([...parts, ...problem, ...consequence].join('; '))}`;
}

const readWords = (reading: Extract<CalendarReading, { status: 'read' }>, now: number): readonly string[] => [
  `${count(reading.entries.events.length, 'entry', 'entries')} read ${duration(now - reading.readAt)} ago`,
  ...(reading.entries.skipped > 0 ? [`${count(reading.entries.skipped, 'entry', 'entries')} could not be used`] : []),
];
