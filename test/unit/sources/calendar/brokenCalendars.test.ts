import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCalendar } from '../../../../src/sources/calendar/parseCalendar.js';
import { calendar, event } from './samples.js';

const now = Date.UTC(2026, 9, 1, 12);
const good = event('SUMMARY:good', 'DTSTART:20261002T080000Z', 'DTEND:20261002T090000Z');
const times = (count: number, text: string): readonly string[] => Array.from({ length: count }, () => text);
const stands = (): number => 0;
/** What a calendar may take, with a look at the clock for each step and each entry. */
const mostLooks = 250_000;

/** By a clock that goes with the work and not with the machine: every look at it takes so long. */
function parseByWork(text: string, lookMs: number): ReturnType<typeof parseCalendar> {
  let looks = 0;
  const parsed = parseCalendar(text, 'UTC', now, () => lookMs * (looks += 1));
  assert.ok(looks < mostLooks, `${looks} looks`);
  return parsed;
}

describe('broken calendars', () => {
  const notCalendars: readonly (readonly [string, string, RegExp])[] = [
    ['nothing', '', /not an iCalendar file/],
    ['a login page', '<!doctype html><title>Log in</title>', /not an iCalendar file/],
    ['JSON', '{"events": []}', /not an iCalendar file/],
    ['an entry alone', good, /not an iCalendar file/],
    ['more than 2 MB', calendar(`X-FILL:${'x'.repeat(2 * 1024 * 1024)}`, good), /larger than 2 MB/],
  ];
  for (const [what, text, expected] of notCalendars) {
    it(`does not take ${what} for a calendar without events`, () => {
      const parsed = parseCalendar(text, 'UTC', now);
      assert.ok(!parsed.ok);
      assert.match(parsed.error, expected);
    });
  }

  it('takes a calendar without events for one', () => {
    assert.deepEqual(parseCalendar(calendar(), 'UTC', now), { ok: true, value: { events: [], skipped: 0 } });
  });

  // Each beside a good entry, which must be found, and this one counted.
  const broken: readonly (readonly [string, readonly string[]])[] = [
    ['no start', ['SUMMARY:x']],
    ['a start that is no time', ['DTSTART:soon']],
    ['a month too many', ['DTSTART:20261302T080000Z']],
    ['an hour too many', ['DTSTART:20261002T250000Z']],
    ['a day that there is not', ['DTSTART;VALUE=DATE:20260231']],
    ['an unknown zone', ['DTSTART;TZID=Middle Earth:20261002T080000']],
    ['an end before its start', ['DTSTART:20261002T080000Z', 'DTEND:20261002T070000Z']],
    ['a day that ends before it begins', ['DTSTART;VALUE=DATE:20261005', 'DTEND;VALUE=DATE:20261001']],
    ['a negative duration', ['DTSTART:20261002T080000Z', 'DURATION:-PT1H']],
    ['a day that ends at an hour', ['DTSTART;VALUE=DATE:20261002', 'DTEND:20261002T070000Z']],
    ['a line without a name', ['DTSTART;=:20261002T080000Z']],
    ['an unknown frequency', ['DTSTART:20261002T080000Z', 'RRULE:FREQ=SOMETIMES']],
    ['a rule of nothing', ['DTSTART:20261002T080000Z', 'RRULE:']],
    ['every second', ['DTSTART:20261002T080000Z', 'RRULE:FREQ=SECONDLY']],
    ['every minute', ['DTSTART:20261002T080000Z', 'RRULE:FREQ=MINUTELY;COUNT=10']],
    ['an interval of two thousand million', ['DTSTART:20261002T080000Z', 'RRULE:FREQ=DAILY;INTERVAL=2147483647']],
    [
      'the 30th of February, looked for hourly',
      ['DTSTART:20260101T080000Z', 'RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30'],
    ],
    [
      'the 30th of February, looked for daily',
      ['DTSTART:19700101T080000Z', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'],
    ],
    [
      'a first Monday that is the 15th',
      ['DTSTART:20260101T080000Z', 'RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1MO;BYMONTHDAY=15'],
    ],
    [
      'a rule of hundreds of days',
      [
        'DTSTART:20261002T080000Z',
        `RRULE:FREQ=YEARLY;BYYEARDAY=${times(366, '')
          .map((_, day) => day + 1)
          .join(',')}`,
      ],
    ],
    ['a line of 20 kB', ['DTSTART:20261002T080000Z', `EXDATE:${times(1300, '20261002T080000Z').join(',')}`]],
    ['thousands of lines', ['DTSTART:20261002T080000Z', ...times(2000, 'RDATE:20261002T080000Z')]],
    [
      'an instance of an unknown zone',
      ['UID:1', 'DTSTART:20261002T080000Z', 'RECURRENCE-ID;TZID=Middle Earth:20261002T080000'],
    ],
  ];
  for (const [what, lines] of broken) {
    it(`passes over an entry with ${what}, and counts it`, () => {
      for (const text of [
        calendar(event('SUMMARY:bad', ...lines), good),
        calendar(good, event('SUMMARY:bad', ...lines)),
      ]) {
        const parsed = parseByWork(text, 0);
        assert.ok(parsed.ok);
        assert.ok(parsed.value.events.some(({ title }) => title === 'good'));
        assert.equal(parsed.value.skipped, 1);
      }
    });
  }

  it('counts an entry that does not end, and one that was cut off', () => {
    const skipped = (text: string): number => {
      const parsed = parseCalendar(text, 'UTC', now);
      assert.ok(parsed.ok);
      assert.deepEqual(
        parsed.value.events.map(({ title }) => title),
        ['good'],
      );
      return parsed.value.skipped;
    };
    assert.equal(skipped(calendar('BEGIN:VEVENT', 'DTSTART:20261002T080000Z', good)), 1);
    assert.equal(skipped(calendar(good, 'BEGIN:VEVENT', 'DTSTART:20261002T080000Z')), 1);
    assert.equal(skipped(calendar(good).replace('END:VCALENDAR', '')), 1);
  });

  it('bounds what one entry, and all of them, may give', () => {
    const hourly = event('SUMMARY:hourly', 'DTSTART:20261001T123000Z', 'RRULE:FREQ=HOURLY');
    const one = parseCalendar(calendar(hourly, good), 'UTC', now, stands);
    assert.ok(one.ok);
    assert.deepEqual([one.value.events.length, one.value.skipped], [501, 1]);
    const late = event('SUMMARY:late', 'DTSTART:20261120T080000Z');
    const many = parseCalendar(calendar(...times(3000, late), good), 'UTC', now, stands);
    assert.ok(many.ok);
    assert.deepEqual([many.value.events.length, many.value.skipped, many.value.events[0]?.title], [2000, 1001, 'good']);
  });

  it('does not hang on a zone whose clock is set every second, or never', () => {
    const zone = (rule: string): readonly string[] => [
      'BEGIN:VTIMEZONE',
      'TZID:Evil',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0000',
      'TZOFFSETTO:+0100',
      rule,
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    const bad = event('SUMMARY:bad', 'DTSTART;TZID=Evil:20261002T080000');
    for (const rule of [
      'RRULE:FREQ=SECONDLY',
      'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
      'RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1MO;BYMONTHDAY=15',
    ]) {
      const parsed = parseByWork(calendar(...zone(rule), bad, good), 0);
      assert.ok(parsed.ok);
      assert.ok(parsed.value.events.some(({ title }) => title === 'good'));
    }
  });

  const hostile: readonly (readonly [string, readonly string[]])[] = [
    [
      'ten thousand endless rules',
      times(10_000, event('DTSTART:19700101T080000Z', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30')),
    ],
    ['ten thousand hourly ones', times(10_000, event('DTSTART:20261001T080000Z', 'RRULE:FREQ=HOURLY'))],
    ['components in components', [...times(30_000, 'BEGIN:VEVENT'), ...times(30_000, 'END:VEVENT')]],
    ['alarms in alarms', ['BEGIN:VEVENT', 'DTSTART:20261002T080000Z', ...times(30_000, 'BEGIN:VALARM'), 'END:VEVENT']],
    ['one line of folds', [`X:${'\r\n x'.repeat(400_000)}`]],
    ['parameters without end', [event(`DTSTART${';A="B"'.repeat(2000)}:20261002T080000Z`)]],
    [
      'names of objects',
      [
        event(
          'UID:__proto__',
          'SUMMARY:__proto__',
          'DTSTART;TZID=__proto__:20261002T080000',
          'RECURRENCE-ID:20261002T080000Z',
        ),
      ],
    ],
  ];
  for (const [what, lines] of hostile) {
    it(`ends with ${what}, and finds what else there is`, () => {
      const parsed = parseByWork(calendar(...lines, good), 0.05);
      assert.ok(parsed.ok);
      assert.ok(parsed.value.events.some(({ title }) => title === 'good'));
    });
  }

  it('gives up when its time is over, and says how much it has not looked at', () => {
    let elapsedMs = 0;
    const text = calendar(...times(100, good));
    const parsed = parseCalendar(text, 'UTC', now, () => (elapsedMs += 100));
    assert.ok(parsed.ok);
    assert.ok(parsed.value.events.length < 20);
    assert.equal(parsed.value.events.length + parsed.value.skipped, 100);
  });

  it('never throws, whatever the text, and keeps its promises', () => {
    const words = [
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      'BEGIN:VTIMEZONE',
      'END:VTIMEZONE',
      'BEGIN:STANDARD',
      'END:STANDARD',
      'TZID:X',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:-9999',
      'DTSTART:20261002T080000Z',
      'DTSTART;TZID=X:20261002T080000',
      'DTEND;VALUE=DATE:20261003',
      'DURATION:P1DT1H',
      'RRULE:FREQ=WEEKLY;BYDAY=MO,5TU;BYSETPOS=-1',
      'RRULE:FREQ=MONTHLY;BYMONTHDAY=-31',
      'RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU',
      'EXDATE:20261002T080000Z',
      'RDATE;VALUE=PERIOD:20261002T080000Z/P1D',
      'RECURRENCE-ID:20261002T080000Z',
      'UID:1',
      'SUMMARY:a\\',
      ' folded',
      ';:',
      '',
    ];
    const anyText = fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 25 });
    fc.assert(
      fc.property(anyText, fc.boolean(), (lines, whole) => {
        const text = lines.join('\n');
        const parsed = parseCalendar(whole ? calendar(event(text)) : text, 'Europe/Berlin', now);
        if (!parsed.ok) return;
        const { events, skipped } = parsed.value;
        assert.ok(skipped >= 0 && events.length <= 2000);
        events.forEach(({ startsAt, endsAt, title }, index) => {
          assert.ok(Number.isFinite(startsAt) && endsAt >= startsAt && title.length <= 400);
          assert.ok(startsAt >= (events[index - 1]?.startsAt ?? -Infinity));
        });
      }),
      { numRuns: 500 },
    );
  });
});
