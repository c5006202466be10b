import * as z from 'zod';
import { isTimeZone, localTime, localTimePattern } from '../text/localTime.js';
import { daysOf, daysPattern, hoursOf, hoursPattern } from '../text/weekTime.js';
import { duration, flag, line, name, positive } from './scalars.js';

const daysWords = 'days such as mon-fri, or sat, sun, or daily, none of them twice';
const days = z
  .string(daysWords)
  .max(60, daysWords)
  .regex(daysPattern, daysWords)
  .refine((text) => daysOf(text) !== undefined, daysWords);

const timeWords = 'times of one day such as 08:00-10:00, until 24:00 at the latest';
const time = z
  .string(timeWords)
  .regex(hoursPattern, timeWords)
  .refine((text) => hoursOf(text) !== undefined, timeWords);

const dateWords = 'a date of the calendar such as 2026-09-01T08:00, local time';
const date = z
  .string(dateWords)
  .regex(localTimePattern, dateWords)
  .refine((text) => localTime(text) !== undefined, dateWords);

const effectPattern = /^(keep|baseline|minimum|more [0-9]{1,4}(\.[0-9]{1,3})? *%|profile [A-Za-z0-9._-]+)$/;
const effectWords = 'one of keep, baseline, minimum, more 50%, profile NAME';

const window = z.strictObject({
  title: line.describe('What people call it.'),
  days: days.default('daily').describe('Days of the week: mon-fri, or sat, sun, or daily. Default: daily.'),
  time: time.default('00:00-24:00').describe('Time of the day: 08:00-10:00. Default: all of it.'),
  effect: z
    .string(effectWords)
    .max(100, effectWords)
    .regex(effectPattern, effectWords)
    .describe(
      'keep: no scaling down. baseline, minimum: the counts of that name. more 50%: so much more than the baseline. profile NAME: its counts.',
    ),
});

const kind = z.strictObject({
  id: name.describe('What events call it.'),
  title: line.optional().describe('What people call it. Default: the id.'),
  proposeBefore: duration.describe('Scaling is proposed from this time before the event on.'),
  dueBefore: duration.optional().describe('It is due this time before the event. Default: as soon as it is proposed.'),
  profile: name.describe('The profile to scale to.'),
  words: z
    .array(line)
    .max(50)
    .optional()
    .describe('Words that make an entry of a calendar one of this kind, whatever their case. Default: the id.'),
});

const event = z.strictObject({
  kind: name.describe('One of the kinds above.'),
  title: line.describe('What people call it.'),
  starts: date.describe('Local time, such as 2026-09-01T08:00.'),
  ends: date.optional().describe('Local time. Default: a day after it starts.'),
});

const calendarWords = 'a file beside this one, or an http(s) address without a user name or password';
const calendar = z
  .string(calendarWords)
  .max(2000, calendarWords)
  .regex(/^(https?:\/\/(?![^/?#]*@)[^\s/?#\\][^\s\\]*|(?![/\\]|[A-Za-z][A-Za-z0-9+.-]*:)[^\n\r\t]+)$/, calendarWords);

const capacity = z.strictObject({
  metric: name.describe("A metric's id."),
  service: name.describe('The service that was tested.'),
  capacity: positive.describe("What the load test has shown, in the metric's unit."),
  atPercent: positive.optional().describe('Percent of it from which to propose. Default: 70.'),
  profile: name.describe('The profile to propose.'),
});

const zoneWords = 'a time zone such as Europe/Berlin';

export const scheduleSection = z
  .strictObject({
    timeZone: z
      .string(zoneWords)
      .max(100, zoneWords)
      .refine(isTimeZone, zoneWords)
      .optional()
      .describe("IANA name, such as Europe/Berlin. Default: this machine's."),
    businessHours: z
      .strictObject({
        days: days.default('mon-fri').describe('Default: mon-fri.'),
        time: time.default('09:00-17:00').describe('Default: 09:00-17:00.'),
      })
      .optional()
      .describe('No scaling down within them. Default: there are none.'),
    windows: z.array(window).max(100).default([]).describe('Times of the week; the first that fits a moment counts.'),
    kinds: z.array(kind).max(100).default([]).describe('Kinds of events that bring load, with their lead times.'),
    events: z.array(event).max(500).default([]).describe('What is expected, and when.'),
    calendars: z
      .array(calendar)
      .max(20)
      .default([])
      .describe('iCalendar files, relative to this one, or http(s) addresses.'),
    testedCapacities: z.array(capacity).max(100).default([]).describe('What load tests have shown.'),
    actAlone: flag
      .default(false)
      .describe("This file's half of acting without a person; the other half is a setting. Default: false."),
  })
  .optional()
  .describe('What is expected, and when.');

export type ScheduleInput = NonNullable<z.infer<typeof scheduleSection>>;
export type WindowInput = z.infer<typeof window>;
export type KindInput = z.infer<typeof kind>;
