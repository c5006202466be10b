import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instantToLocal, localToInstant } from '../../../../src/core/policy/schedule/zonedTime.js';
import { parseCalendar } from '../../../../src/sources/calendar/parseCalendar.js';
import { calendar, event } from './samples.js';

const now = Date.UTC(2026, 9, 1, 12);
const dayMs = 86_400_000;

const starts = (...lines: readonly string[]): readonly string[] => {
  const parsed = parseCalendar(calendar(event('SUMMARY:A', ...lines)), 'Europe/Berlin', now);
  assert.ok(parsed.ok && parsed.value.skipped === 0);
  return parsed.value.events.map(({ startsAt }) => new Date(startsAt).toISOString().slice(0, 16));
};

describe('recurring entries of a calendar', () => {
  // What is special, the entry's lines, the first starts in UTC, how many there are.
  const recurring: readonly (readonly [string, readonly string[], readonly string[], number])[] = [
    [
      'every week since long ago',
      ['DTSTART;TZID=Europe/Berlin:20200106T080000', 'RRULE:FREQ=WEEKLY;BYDAY=MO'],
      ['2026-10-05T06:00', '2026-10-12T06:00', '2026-10-19T06:00', '2026-10-26T07:00'],
      9,
    ],
    [
      'every other week',
      ['DTSTART:20260907T080000Z', 'RRULE:FREQ=WEEKLY;INTERVAL=2'],
      ['2026-10-05T08:00', '2026-10-19T08:00'],
      5,
    ],
    [
      'so many times, some of them past',
      ['DTSTART:20260929T080000Z', 'RRULE:FREQ=DAILY;COUNT=4'],
      ['2026-10-01T08:00', '2026-10-02T08:00'],
      2,
    ],
    [
      'so many times, nearly all of them past',
      ['DTSTART:20260802T080000Z', 'RRULE:FREQ=DAILY;COUNT=62'],
      ['2026-10-01T08:00', '2026-10-02T08:00'],
      2,
    ],
    ['so many times, all of them past', ['DTSTART:20260802T080000Z', 'RRULE:FREQ=DAILY;COUNT=30'], [], 0],
    [
      "until a time by the clock of its start, not by the schedule's",
      ['DTSTART;TZID=America/New_York:20261001T080000', 'RRULE:FREQ=DAILY;UNTIL=20261003T080000'],
      ['2026-10-01T12:00', '2026-10-02T12:00', '2026-10-03T12:00'],
      3,
    ],
    [
      'until a time',
      ['DTSTART:20261001T080000Z', 'RRULE:FREQ=DAILY;UNTIL=20261003T080000Z'],
      ['2026-10-01T08:00', '2026-10-02T08:00', '2026-10-03T08:00'],
      3,
    ],
    [
      'until an instant, by a clock ahead of it',
      ['DTSTART;TZID=Europe/Berlin:20261001T080000', 'RRULE:FREQ=DAILY;UNTIL=20261003T060000Z'],
      ['2026-10-01T06:00', '2026-10-02T06:00', '2026-10-03T06:00'],
      3,
    ],
    [
      'until a moment before',
      ['DTSTART;TZID=Europe/Berlin:20261001T080000', 'RRULE:FREQ=DAILY;UNTIL=20261003T055959Z'],
      ['2026-10-01T06:00', '2026-10-02T06:00'],
      2,
    ],
    [
      'until a day, which counts',
      ['DTSTART;TZID=Europe/Berlin:20261001T230000', 'RRULE:FREQ=DAILY;UNTIL=20261003'],
      ['2026-10-01T21:00', '2026-10-02T21:00', '2026-10-03T21:00'],
      3,
    ],
    [
      'whole days until a day',
      ['DTSTART;VALUE=DATE:20261002', 'RRULE:FREQ=DAILY;UNTIL=20261004'],
      ['2026-10-01T22:00', '2026-10-02T22:00', '2026-10-03T22:00'],
      3,
    ],
    [
      'but for some',
      [
        'DTSTART;TZID=Europe/Berlin:20261001T080000',
        'RRULE:FREQ=DAILY;COUNT=5',
        'EXDATE;TZID=Europe/Berlin:20261002T080000,20261004T080000',
      ],
      ['2026-10-01T06:00', '2026-10-03T06:00', '2026-10-05T06:00'],
      3,
    ],
    [
      'but for one told in UTC',
      ['DTSTART;TZID=Europe/Berlin:20261001T080000', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20261002T060000Z'],
      ['2026-10-01T06:00', '2026-10-03T06:00'],
      2,
    ],
    [
      'but for a day',
      ['DTSTART;TZID=Europe/Berlin:20261001T080000', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;VALUE=DATE:20261002'],
      ['2026-10-01T06:00', '2026-10-03T06:00'],
      2,
    ],
    [
      'but for its first',
      ['DTSTART:20261001T080000Z', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20261001T080000Z'],
      ['2026-10-02T08:00', '2026-10-03T08:00'],
      2,
    ],
    [
      'with more dates',
      ['DTSTART:20261002T080000Z', 'RDATE:20261010T080000Z,20261020T080000Z'],
      ['2026-10-02T08:00', '2026-10-10T08:00', '2026-10-20T08:00'],
      3,
    ],
    [
      'with a period',
      ['DTSTART:20261002T080000Z', 'RDATE;VALUE=PERIOD:20261010T080000Z/PT1H'],
      ['2026-10-02T08:00', '2026-10-10T08:00'],
      2,
    ],
    [
      'the last Friday of the month',
      ['DTSTART:20250131T080000Z', 'RRULE:FREQ=MONTHLY;BYDAY=-1FR'],
      ['2026-10-30T08:00', '2026-11-27T08:00'],
      2,
    ],
    ['once a year', ['DTSTART;VALUE=DATE:20181103', 'RRULE:FREQ=YEARLY'], ['2026-11-02T23:00'], 1],
    [
      'every hour since long ago',
      ['DTSTART:19990101T003000Z', 'RRULE:FREQ=HOURLY;INTERVAL=12'],
      ['2026-09-30T12:30', '2026-10-01T00:30'],
      122,
    ],
    [
      'through the end of summer time',
      ['DTSTART;TZID=Europe/Berlin:20261024T023000', 'RRULE:FREQ=DAILY;COUNT=3'],
      ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'],
      3,
    ],
  ];
  for (const [what, lines, first, total] of recurring) {
    it(`reads what recurs ${what}`, () => {
      const found = starts(...lines);
      assert.deepEqual(found.slice(0, first.length), first);
      assert.equal(found.length, total);
    });
  }

  it('gives the same times as going through every one of them', () => {
    const anyRule = fc.record({
      freq: fc.constantFrom('HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
      interval: fc.integer({ min: 1, max: 30 }),
      startedDaysAgo: fc.integer({ min: 0, max: 700 }),
      zone: fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', 'UTC'),
    });
    fc.assert(
      fc.property(anyRule, ({ freq, interval, startedDaysAgo, zone }) => {
        const start = instantToLocal(now - startedDaysAgo * dayMs, zone);
        assert.ok(start);
        const iso = new Date(Date.UTC(start.year, start.month - 1, start.day, start.hour, start.minute)).toISOString();
        const lines = [`DTSTART;TZID=${zone}:${iso.replace(/[-:]/g, '').slice(0, 15)}`];
        const plain = parseCalendar(
          calendar(event(...lines, `RRULE:FREQ=${freq};INTERVAL=${interval}`)),
          'UTC',
          now,
          () => 0,
        );
        // A rule that counts is gone through from its start.
        const counted = parseCalendar(
          calendar(event(...lines, `RRULE:FREQ=${freq};INTERVAL=${interval};COUNT=100000`)),
          'UTC',
          now,
          () => 0,
        );
        assert.ok(plain.ok && counted.ok);
        assert.deepEqual(plain.value.events, counted.value.events);
        const [first] = plain.value.events;
        if (startedDaysAgo === 0) assert.equal(first?.startsAt, localToInstant(start, zone));
      }),
      { numRuns: 60 },
    );
  });
});
