import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CalendarReading, CalendarState } from '../../../../../src/core/policy/schedule/calendarState.js';
import { scheduleNow } from '../../../../../src/core/policy/schedule/scheduleNow.js';
import { at, businessDay, mondayMorning, night, runbookWith, schedule } from './testRunbook.js';

const none: CalendarState = { calendars: [] };
const hourMs = 3_600_000;
const read = (location: string, readAt: number, ...titles: readonly string[]): CalendarReading => ({
  status: 'read',
  location,
  readAt,
  entries: {
    events: titles.map((title, index) => ({
      title,
      startsAt: readAt + index * hourMs,
      endsAt: readAt + (index + 1) * hourMs,
    })),
    skipped: 0,
  },
  problem: '',
});

describe('the schedule now', () => {
  // Time in Berlin, business hours until, kept until.
  const table: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['2026-06-01T07:59', undefined, undefined],
    ['2026-06-01T08:30', undefined, undefined],
    ['2026-06-01T09:30', '2026-06-01T17:00', undefined],
    ['2026-06-01T10:00', '2026-06-01T17:00', '2026-06-01T17:00'],
    ['2026-06-02T08:59', undefined, undefined],
    ['2026-06-02T09:00', '2026-06-02T17:00', '2026-06-02T17:00'],
    ['2026-06-02T17:00', undefined, undefined],
    ['2026-06-06T12:00', undefined, undefined],
    ['2026-03-30T09:00', '2026-03-30T17:00', undefined],
  ];
  for (const [now, business, kept] of table) {
    it(`${now}: ${business ? 'in' : 'out of'} business hours, ${kept ? 'kept' : 'not kept'}`, () => {
      const found = scheduleNow(runbookWith(), none, at(now));
      assert.deepEqual(
        [found.businessHours, found.businessHoursEndAt],
        [business !== undefined, business && at(business)],
      );
      assert.deepEqual([found.keep, found.keepUntil], [kept !== undefined, kept && at(kept)]);
    });
  }

  it('asks for half as much again for a Monday morning, from a quarter of an hour before it to its end', () => {
    const found = scheduleNow(runbookWith({ windows: [mondayMorning] }), none, at('2026-06-01T07:44'));
    assert.deepEqual(found.expected, [
      {
        title: 'Monday morning',
        at: at('2026-06-01T08:00'),
        proposeFrom: at('2026-06-01T07:45'),
        dueAt: at('2026-06-01T08:00'),
        until: at('2026-06-01T10:00'),
        counts: { frontend: 2, backend: 2, 'pdf-worker': 5 },
      },
    ]);
    assert.equal(
      scheduleNow(runbookWith({ windows: [mondayMorning] }), none, at('2026-06-01T09:59')).expected.length,
      1,
    );
    assert.equal(
      scheduleNow(runbookWith({ windows: [mondayMorning] }), none, at('2026-06-01T10:00')).expected.length,
      0,
    );
  });

  // Baseline, percent, maximum, replicas.
  const more: readonly (readonly [number, number, number, number])[] = [
    [1, 50, 20, 2],
    [3, 50, 50, 5],
    [2, 50, 20, 3],
    [25, 12, 500, 28],
    [100, 7, 500, 107],
    [3, 0, 50, 3],
    [4, 12.5, 50, 5],
    [15, 50, 20, 20],
    [0, 50, 20, 0],
  ];
  for (const [baseline, percent, max, wanted] of more) {
    it(`makes ${wanted} of ${baseline} and ${percent} % more, with ${max} at most`, () => {
      const plain = runbookWith({ windows: [{ ...mondayMorning, effect: { effect: 'more', percent } }] });
      const services = plain.services.slice(0, 1).map((service) => ({ ...service, baseline, max }));
      const [entry] = scheduleNow({ ...plain, services }, none, at('2026-06-01T09:00')).expected;
      assert.deepEqual(entry?.counts, { frontend: wanted });
    });
  }

  it('gives the way down its counts, from when the window begins', () => {
    const { expected } = scheduleNow(runbookWith(), none, at('2026-06-06T12:00'));
    assert.deepEqual(
      expected.map(({ title, at: begins, proposeFrom, until, counts }) => [
        title,
        begins,
        proposeFrom,
        until,
        counts['pdf-worker'],
      ]),
      [
        ['Weekend', at('2026-06-06T06:00'), at('2026-06-06T06:00'), at('2026-06-07T00:00'), 3],
        ['Late night', at('2026-06-07T00:00'), at('2026-06-07T00:00'), at('2026-06-07T06:00'), 2],
        ['Weekend', at('2026-06-07T06:00'), at('2026-06-07T06:00'), at('2026-06-08T00:00'), 3],
      ],
    );
  });

  it("takes a profile's counts, for a window and for an event", () => {
    const windows = [{ ...mondayMorning, effect: { effect: 'profile', profile: '2x' } as const }];
    const events = [{ kind: 'registration', title: 'Opens', starts: '2026-06-04T08:00', ends: undefined }];
    const { expected } = scheduleNow(runbookWith({ windows, events }), none, at('2026-06-01T08:00'));
    assert.deepEqual(
      expected.map(({ title, proposeFrom, dueAt, counts }) => [title, proposeFrom, dueAt, counts]),
      [
        [
          'Monday morning',
          at('2026-06-01T07:45'),
          at('2026-06-01T08:00'),
          { frontend: 2, backend: 2, 'pdf-worker': 6 },
        ],
        ['Opens', at('2026-06-01T08:00'), at('2026-06-02T08:00'), { frontend: 3, backend: 5, 'pdf-worker': 15 }],
      ],
    );
  });

  it('asks nothing for a profile that there is not, and still expects', () => {
    const windows = [{ ...mondayMorning, effect: { effect: 'profile', profile: '99x' } as const }];
    assert.deepEqual(scheduleNow(runbookWith({ windows }), none, at('2026-06-01T08:00')).expected[0]?.counts, {});
  });

  it('has an event while it lasts, and sees it as far ahead as a spike matters', () => {
    const events = [{ kind: 'exams', title: 'Exams', starts: '2026-06-10T08:00', ends: '2026-06-10T12:00' }];
    const seen = (now: string, spikeAheadMs = hourMs): number => {
      const plain = runbookWith({ windows: [], events });
      return scheduleNow({ ...plain, scaleDown: { ...plain.scaleDown, spikeAheadMs } }, none, at(now)).expected.length;
    };
    assert.deepEqual(
      ['2026-06-08T07:59', '2026-06-08T08:01', '2026-06-10T11:59', '2026-06-10T12:00'].map((now) => seen(now)),
      [0, 1, 1, 0],
    );
    assert.equal(seen('2026-06-06T08:00', 96 * hourMs), 1);
  });

  it('lets one kind of event not crowd out another', () => {
    const now = at('2026-06-02T20:00');
    const crowd = Array.from({ length: 500 }, () => 'Exam');
    const readings = [read('a.ics', now, ...crowd), read('b.ics', now + 1, 'Registration')];
    const { expected } = scheduleNow(
      runbookWith({ windows: [], calendars: ['a.ics', 'b.ics'] }),
      { calendars: readings },
      now,
    );
    assert.ok(expected.length <= 40);
    assert.ok(expected.some(({ title }) => title === 'Registration'));
  });

  const now = at('2026-06-02T20:00');
  const unknown: readonly (readonly [string, readonly string[], readonly CalendarReading[], boolean])[] = [
    ['no calendar', [], [], false],
    ['no calendar any more', [], [{ status: 'unread', location: 'a.ics', problem: 'gone' }], false],
    ['one that nobody began to read', ['a.ics'], [], true],
    ['one that could not be read', ['a.ics'], [{ status: 'unread', location: 'a.ics', problem: 'gone' }], true],
    ['one read just now', ['a.ics'], [read('a.ics', now)], false],
    ['one read a day ago', ['a.ics'], [read('a.ics', now - 24 * hourMs)], false],
    ['one read longer ago', ['a.ics'], [read('a.ics', now - 24 * hourMs - 1)], true],
    ['one read by a clock far ahead', ['a.ics'], [read('a.ics', now + 25 * hourMs)], true],
    ['one of two', ['a.ics', 'b.ics'], [read('a.ics', now)], true],
    ['another than is asked for', ['b.ics'], [read('a.ics', now)], true],
    ['one whose last reading failed', ['a.ics'], [{ ...read('a.ics', now - hourMs), problem: 'timed out' }], false],
  ];
  for (const [what, calendars, readings, expected] of unknown) {
    it(`${expected ? 'does not know' : 'knows'} the calendars with ${what}`, () => {
      assert.equal(scheduleNow(runbookWith({ calendars }), { calendars: readings }, now).calendarUnknown, expected);
    });
  }

  it('allows nothing to be taken away in a zone that there is not', () => {
    const found = scheduleNow(runbookWith({ timeZone: 'Europe/Atlantis' }), none, now);
    assert.deepEqual([found.businessHours, found.keep, found.expected], [true, true, []]);
    const bare = scheduleNow(
      runbookWith({ timeZone: 'Europe/Atlantis', businessHours: undefined, windows: [] }),
      none,
      now,
    );
    assert.deepEqual([bare.businessHours, bare.keep], [false, false]);
  });

  it('is not in business hours where there are none', () => {
    assert.equal(
      scheduleNow(runbookWith({ businessHours: undefined }), none, at('2026-06-02T12:00')).businessHours,
      false,
    );
  });

  it('goes on to the end of hours that have no night between', () => {
    const always = { days: schedule.businessHours?.days ?? [], from: 0, to: 1440 };
    const found = scheduleNow(runbookWith({ businessHours: always }), none, at('2026-06-02T12:00'));
    assert.equal(found.businessHoursEndAt, at('2026-06-06T00:00'));
  });

  it('never tells an end that has passed, and expects in order', () => {
    const runbook = runbookWith({ windows: [night, businessDay, mondayMorning] });
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) }), (instant) => {
        const found = scheduleNow(runbook, none, instant);
        assert.equal(found.businessHours, found.businessHoursEndAt !== undefined);
        assert.equal(found.keep, found.keepUntil !== undefined);
        assert.ok((found.businessHoursEndAt ?? Infinity) > instant && (found.keepUntil ?? Infinity) > instant);
        found.expected.forEach((entry, index) => {
          assert.ok(entry.until > instant && entry.at < entry.until && entry.proposeFrom <= entry.dueAt);
          assert.ok(entry.at >= (found.expected[index - 1]?.at ?? 0));
        });
      }),
      { numRuns: 200 },
    );
  });
});
