import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCalendar } from '../../../../src/sources/calendar/parseCalendar.js';
import { calendar, event, outlookZone } from './samples.js';

const now = Date.UTC(2026, 9, 1, 12);
const dayMs = 86_400_000;
const utc = (instant: number): string => new Date(instant).toISOString().slice(0, 16);

/** `title start end`, in UTC. */
function read(text: string, zone = 'Europe/Berlin'): { readonly events: readonly string[]; readonly skipped: number } {
  const parsed = parseCalendar(text, zone, now);
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.error);
  const events = parsed.value.events.map(({ title, startsAt, endsAt }) => `${title} ${utc(startsAt)} ${utc(endsAt)}`);
  return { events, skipped: parsed.value.skipped };
}

describe('calendar text', () => {
  // What is special, the entry's lines, start and end in UTC.
  const single: readonly (readonly [string, readonly string[], string, string])[] = [
    ['UTC', ['DTSTART:20261002T080000Z', 'DTEND:20261002T093000Z'], '2026-10-02T08:00', '2026-10-02T09:30'],
    [
      'a known zone',
      ['DTSTART;TZID=America/New_York:20261002T080000', 'DURATION:PT1H30M'],
      '2026-10-02T12:00',
      '2026-10-02T13:30',
    ],
    [
      'a quoted zone',
      ['DTSTART;TZID="Asia/Kolkata":20261002T080000', 'DURATION:PT1H'],
      '2026-10-02T02:30',
      '2026-10-02T03:30',
    ],
    ['no zone', ['DTSTART:20261002T080000', 'DTEND:20261002T090000'], '2026-10-02T06:00', '2026-10-02T07:00'],
    [
      'two zones',
      ['DTSTART;TZID=Europe/Berlin:20261002T080000', 'DTEND:20261002T070000Z'],
      '2026-10-02T06:00',
      '2026-10-02T07:00',
    ],
    ['a day', ['DTSTART;VALUE=DATE:20261005'], '2026-10-04T22:00', '2026-10-05T22:00'],
    [
      'a day that ends on itself',
      ['DTSTART;VALUE=DATE:20261005', 'DTEND;VALUE=DATE:20261005'],
      '2026-10-04T22:00',
      '2026-10-05T22:00',
    ],
    [
      'days over a long night',
      ['DTSTART;VALUE=DATE:20261024', 'DTEND;VALUE=DATE:20261026'],
      '2026-10-23T22:00',
      '2026-10-25T23:00',
    ],
    [
      'a day by duration, over a long night',
      ['DTSTART:20261024T120000', 'DURATION:P1D'],
      '2026-10-24T10:00',
      '2026-10-25T11:00',
    ],
    ['hours over a long night', ['DTSTART:20261024T120000', 'DURATION:PT24H'], '2026-10-24T10:00', '2026-10-25T10:00'],
    ['a week', ['DTSTART:20261002T080000Z', 'DURATION:P1W'], '2026-10-02T08:00', '2026-10-09T08:00'],
    ['no length', ['DTSTART:20261002T080000Z'], '2026-10-02T08:00', '2026-10-02T08:00'],
    [
      'lower case',
      ['dtstart;tzid=Europe/Berlin:20261002T080000', 'duration:PT1H'],
      '2026-10-02T06:00',
      '2026-10-02T07:00',
    ],
    [
      'begun long ago, and still on',
      ['DTSTART:20260701T000000Z', 'DTEND:20261201T000000Z'],
      '2026-07-01T00:00',
      '2026-12-01T00:00',
    ],
    [
      'an alarm of its own',
      [
        'DTSTART:20261002T080000Z',
        'BEGIN:VALARM',
        'TRIGGER:-PT15M',
        'DURATION:PT5M',
        'SUMMARY:B',
        'END:VALARM',
        'DTEND:20261002T090000Z',
      ],
      '2026-10-02T08:00',
      '2026-10-02T09:00',
    ],
  ];
  for (const [what, lines, start, end] of single) {
    it(`reads ${what}`, () => {
      assert.deepEqual(read(calendar(event('SUMMARY:A', ...lines))), { events: [`A ${start} ${end}`], skipped: 0 });
    });
  }

  it('reads a zone that only the calendar itself describes, in summer and in winter', () => {
    const entry = (day: string): string =>
      event(
        'SUMMARY:A',
        `DTSTART;TZID=W. Europe Standard Time:${day}T080000`,
        `DTEND;TZID="W. Europe Standard Time":${day}T090000`,
      );
    assert.deepEqual(read(calendar(outlookZone, entry('20261002'), entry('20261102')), 'Asia/Tokyo'), {
      events: ['A 2026-10-02T06:00 2026-10-02T07:00', 'A 2026-11-02T07:00 2026-11-02T08:00'],
      skipped: 0,
    });
  });

  it('takes gaps and overlaps of such a zone as those of a known one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -24 * 60, max: 26 * 60 }),
        fc.constantFrom(Date.UTC(2026, 9, 25), Date.UTC(2026, 2, 29)),
        (minutes, night) => {
          const wall = new Date(night + minutes * 60_000).toISOString().replace(/[-:]/g, '').slice(0, 15);
          const at = (zone: string): string => {
            const parsed = parseCalendar(
              calendar(outlookZone, event(`DTSTART;TZID=${zone}:${wall}`)),
              'UTC',
              night - 3 * dayMs,
            );
            assert.ok(parsed.ok && parsed.value.skipped === 0 && parsed.value.events[0]);
            return utc(parsed.value.events[0].startsAt);
          };
          assert.equal(at('W. Europe Standard Time'), at('Europe/Berlin'));
        },
      ),
    );
  });

  it('puts an entry of its own in the place of the one that it stands for', () => {
    const series = ['UID:1', 'DTSTART;TZID=Europe/Berlin:20261001T080000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=4'];
    const moved = event(
      'UID:1',
      'SUMMARY:moved',
      'RECURRENCE-ID;TZID=Europe/Berlin:20261002T080000',
      'DTSTART:20261002T150000Z',
      'DURATION:PT1H',
    );
    const gone = event(
      'UID:1',
      'SUMMARY:gone',
      'RECURRENCE-ID:20261003T060000Z',
      'STATUS:CANCELLED',
      'DTSTART:20261003T060000Z',
    );
    const other = event('UID:2', 'SUMMARY:other', 'RECURRENCE-ID:20261004T060000Z', 'DTSTART:20261004T070000Z');
    // In any order: a calendar may name the exception first.
    assert.deepEqual(read(calendar(moved, gone, other, event('SUMMARY:A', ...series))), {
      events: [
        'A 2026-10-01T06:00 2026-10-01T07:00',
        'moved 2026-10-02T15:00 2026-10-02T16:00',
        'A 2026-10-04T06:00 2026-10-04T07:00',
        'other 2026-10-04T07:00 2026-10-04T07:00',
      ],
      skipped: 0,
    });
  });

  it('takes an entry of its own that is at the same time, under another name', () => {
    const series = event('UID:1', 'SUMMARY:A', 'DTSTART:20261001T080000Z', 'RRULE:FREQ=DAILY;COUNT=2');
    const renamed = event('UID:1', 'SUMMARY:B', 'RECURRENCE-ID:20261002T080000Z', 'DTSTART:20261002T080000Z');
    assert.deepEqual(read(calendar(series, renamed)).events, [
      'A 2026-10-01T08:00 2026-10-01T08:00',
      'B 2026-10-02T08:00 2026-10-02T08:00',
    ]);
  });

  it('leaves out what is cancelled, and does not count it as broken', () => {
    assert.deepEqual(read(calendar(event('STATUS:CANCELLED', 'DTSTART:20261002T080000Z'))), { events: [], skipped: 0 });
  });

  it('tells what is from a day ago to sixty days ahead', () => {
    const at = (ms: number): string =>
      event('SUMMARY:A', `DTSTART:${new Date(ms).toISOString().replace(/[-:]|\.000/g, '')}`);
    const edges = [now - dayMs - 1000, now - dayMs, now + 60 * dayMs - 1000, now + 60 * dayMs];
    assert.deepEqual(
      read(calendar(...edges.map(at))).events.map((text) => text.slice(2, 18)),
      edges.slice(1, 3).map(utc),
    );
  });

  it('unfolds lines and undoes escapes, whatever the line ends', () => {
    const text = calendar(event('SUMMARY:Exam\\, first\\; se', ' cond\\npart', 'DTSTART:2026', '\t1002T080000Z'));
    for (const lineEnd of ['\r\n', '\n', '\r']) {
      const parsed = parseCalendar(`\ufeff${text.replaceAll('\r\n', lineEnd)}`, 'UTC', now);
      assert.deepEqual(parsed.ok && parsed.value.events.map(({ title }) => title), ['Exam, first; second\npart']);
    }
  });

  it('keeps a title as it is, but no longer than 200 characters', () => {
    const title = (text: string): string | undefined => {
      const parsed = parseCalendar(calendar(event(`SUMMARY:${text}`, 'DTSTART:20261002T080000Z')), 'UTC', now);
      return parsed.ok ? parsed.value.events[0]?.title : undefined;
    };
    assert.equal(title('<b>[x](command:y)</b>'), '<b>[x](command:y)</b>');
    assert.equal(title('😀'.repeat(300)), '😀'.repeat(200));
    assert.equal(title('x'.repeat(5000)), 'x'.repeat(200));
  });
});
