import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { WeeklyWindow, Weekday } from '../../../../../src/core/runbook/schedule.js';
import { addDays } from '../../../../../src/core/policy/schedule/localDate.js';
import { windowAt, windowsBetween } from '../../../../../src/core/policy/schedule/windows.js';
import { instantToLocal, localToInstant } from '../../../../../src/core/policy/schedule/zonedTime.js';
import { at, everyDay, schedule } from './testRunbook.js';
import { cpuMs } from '../../../support/cpuMs.js';

const hourMs = 3_600_000;
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
  'Asia/Kolkata',
] as const;
const utc = (instant: number): string => new Date(instant).toISOString().slice(0, 16);
const window = (from: number, to: number, days: readonly Weekday[] = everyDay): WeeklyWindow => ({ days, from, to });

describe('schedule windows', () => {
  // M Monday morning, B business hours, N late night, W weekend, each letter an hour of the day.
  const week = [
    'NNNNNN..MMBBBBBBB.......',
    'NNNNNN...BBBBBBBB.......',
    'NNNNNN...BBBBBBBB.......',
    'NNNNNN...BBBBBBBB.......',
    'NNNNNN...BBBBBBBB.......',
    'NNNNNNWWWWWWWWWWWWWWWWWW',
    'NNNNNNWWWWWWWWWWWWWWWWWW',
  ] as const;
  const letters: Readonly<Record<string, string>> = {
    M: 'Monday morning',
    B: 'Business hours',
    N: 'Late night',
    W: 'Weekend',
  };

  for (const zone of zones) {
    it(`holds as the runbook has it, each hour of a week in ${zone}`, () => {
      const monday = { year: 2026, month: 6, day: 1 };
      week.forEach((hours, day) => {
        Array.from(hours).forEach((letter, hour) => {
          for (const minute of [0, 59]) {
            const instant = localToInstant({ ...addDays(monday, day), hour, minute, second: minute }, zone);
            assert.ok(instant !== undefined);
            const held = windowAt(schedule.windows, zone, instant);
            assert.equal(held?.window.title, letters[letter], `day ${day + 1}, ${hour}:${minute}`);
          }
        });
      });
    });
  }

  it('tells when a window ends, and counts its first instant but not its last', () => {
    const held = windowAt(schedule.windows, 'Europe/Berlin', at('2026-06-01T08:00'));
    assert.deepEqual(
      [held?.window.title, held?.from, held?.until],
      ['Monday morning', at('2026-06-01T08:00'), at('2026-06-01T10:00')],
    );
    assert.equal(windowAt(schedule.windows, 'Europe/Berlin', at('2026-06-01T08:00') - 1), undefined);
    assert.equal(
      windowAt(schedule.windows, 'Europe/Berlin', at('2026-06-01T10:00') - 1)?.window.title,
      'Monday morning',
    );
    assert.equal(windowAt(schedule.windows, 'Europe/Berlin', at('2026-06-01T17:00')), undefined);
  });

  it('goes on through midnight where the next day has the same window', () => {
    const always = [window(0, 1440, [6, 7])];
    const held = windowAt(always, 'Europe/Berlin', at('2026-06-07T23:59'));
    assert.deepEqual([held?.from, held?.until], [at('2026-06-06T00:00'), at('2026-06-08T00:00')]);
  });

  it('gives a moment to the first window that fits, and the rest of the day to the others', () => {
    const [first, second] = [window(600, 660), window(540, 720)];
    const found = windowsBetween([first, second], 'UTC', Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 2));
    assert.deepEqual(
      found.map(({ window: held, from, until }) => [held === first ? 1 : 2, utc(from), utc(until)]),
      [
        [2, '2026-01-01T09:00', '2026-01-01T10:00'],
        [1, '2026-01-01T10:00', '2026-01-01T11:00'],
        [2, '2026-01-01T11:00', '2026-01-01T12:00'],
      ],
    );
  });

  // Zone, day, from and to by the wall clock in minutes, from and until in UTC.
  const odd: readonly (readonly [string, string, number, number, string, string])[] = [
    ['Europe/Berlin', '2026-03-29', 0, 1440, '2026-03-28T23:00', '2026-03-29T22:00'],
    ['Europe/Berlin', '2026-10-25', 0, 1440, '2026-10-24T22:00', '2026-10-25T23:00'],
    ['Europe/Berlin', '2026-03-29', 0, 360, '2026-03-28T23:00', '2026-03-29T04:00'],
    ['Europe/Berlin', '2026-03-29', 150, 300, '2026-03-29T01:00', '2026-03-29T03:00'],
    ['Europe/Berlin', '2026-03-29', 540, 1020, '2026-03-29T07:00', '2026-03-29T15:00'],
    ['Europe/Berlin', '2026-10-25', 120, 180, '2026-10-25T00:00', '2026-10-25T02:00'],
    ['Europe/Berlin', '2026-10-25', 0, 150, '2026-10-24T22:00', '2026-10-25T00:30'],
    ['America/New_York', '2026-03-08', 0, 360, '2026-03-08T05:00', '2026-03-08T10:00'],
    ['America/New_York', '2026-11-01', 0, 360, '2026-11-01T04:00', '2026-11-01T11:00'],
    ['Australia/Lord_Howe', '2026-10-04', 0, 1440, '2026-10-03T13:30', '2026-10-04T13:00'],
    ['Australia/Lord_Howe', '2026-04-05', 0, 360, '2026-04-04T13:00', '2026-04-04T19:30'],
    ['Pacific/Apia', '2011-12-29', 0, 1440, '2011-12-29T10:00', '2011-12-30T10:00'],
    ['Pacific/Apia', '2011-12-31', 480, 600, '2011-12-30T18:00', '2011-12-30T20:00'],
  ];
  for (const [zone, day, from, to, starts, ends] of odd) {
    it(`${zone} ${day} ${from / 60}-${to / 60} h is ${starts} to ${ends} UTC`, () => {
      // That weekday alone, so that a whole day is not joined to its neighbours.
      const weekday = ((new Date(day).getUTCDay() + 6) % 7) + 1;
      const found = windowsBetween(
        [window(from, to, [weekday as Weekday])],
        zone,
        Date.parse(`${starts}Z`),
        Date.parse(`${ends}Z`),
      );
      assert.deepEqual(
        found.map((occurrence) => [utc(occurrence.from), utc(occurrence.until)]),
        [[starts, ends]],
      );
    });
  }

  it('has no window that the clock jumps over, be it an hour or a day', () => {
    assert.equal(windowsBetween([window(120, 180)], 'Europe/Berlin', at('2026-03-29'), at('2026-03-30')).length, 0);
    const friday = [window(480, 600, [5])];
    const found = windowsBetween(friday, 'Pacific/Apia', Date.UTC(2011, 11, 24), Date.UTC(2012, 0, 1));
    assert.deepEqual(found, []);
  });

  it('finds nothing in a zone that there is not, and nothing without windows', () => {
    assert.deepEqual(windowsBetween(schedule.windows, 'Europe/Atlantis', 0, 7 * 24 * hourMs), []);
    assert.equal(windowAt(schedule.windows, 'Europe/Atlantis', at('2026-06-01T09:00')), undefined);
    assert.deepEqual(windowsBetween([], 'UTC', 0, 7 * 24 * hourMs), []);
  });

  const anyWindow = fc
    .tuple(
      fc.integer({ min: 0, max: 1439 }),
      fc.integer({ min: 1, max: 1440 }),
      fc.subarray([...everyDay], { minLength: 1 }),
    )
    .filter(([from, to]) => from < to)
    .map(([from, to, days]) => window(from, to, days));
  const anyWindows = fc.array(anyWindow, { maxLength: 4 });
  const anyZone = fc.constantFrom(...zones);
  const anyInstant = fc.integer({ min: Date.UTC(2011, 11, 1), max: Date.UTC(2028, 0) });

  it('never has two at once, is in order, and each has some length', () => {
    fc.assert(
      fc.property(anyWindows, anyZone, anyInstant, fc.integer({ min: 1, max: 10 }), (windows, zone, from, days) => {
        const to = from + days * 24 * hourMs;
        const found = windowsBetween(windows, zone, from, to);
        found.forEach((occurrence, index) => {
          assert.ok(occurrence.from < occurrence.until);
          assert.ok(occurrence.until > from && occurrence.from < to);
          const next = found[index + 1];
          assert.ok(!next || occurrence.until <= next.from);
          assert.ok(!next || next.window !== occurrence.window || occurrence.until < next.from, 'one in two pieces');
        });
      }),
      { numRuns: 150 },
    );
  });

  it('tells at any instant what the list of occurrences tells, and an end that is still to come', () => {
    fc.assert(
      fc.property(anyWindows, anyZone, anyInstant, (windows, zone, instant) => {
        const held = windowAt(windows, zone, instant);
        const listed = windowsBetween(windows, zone, instant, instant + 1);
        assert.equal(listed.length, held ? 1 : 0);
        assert.equal(listed[0]?.window, held?.window);
        assert.ok(!held || (held.from <= instant && instant < held.until));
      }),
      { numRuns: 150 },
    );
  });

  it('agrees with the wall clock, away from the nights in which it is set', () => {
    fc.assert(
      fc.property(anyWindows, anyZone, anyInstant, (windows, zone, instant) => {
        const offset = (away: number): number => {
          const local = instantToLocal(instant + away, zone);
          assert.ok(local);
          return (
            Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second) -
            Math.floor((instant + away) / 1000) * 1000
          );
        };
        fc.pre(offset(-26 * hourMs) === offset(26 * hourMs));
        const local = instantToLocal(instant, zone);
        assert.ok(local);
        const weekday = ((new Date(Date.UTC(local.year, local.month - 1, local.day)).getUTCDay() + 6) % 7) + 1;
        const minutes = local.hour * 60 + local.minute;
        const expected = windows.find(
          ({ days, from, to }) => days.some((day) => day === weekday) && from <= minutes && minutes < to,
        );
        assert.equal(windowAt(windows, zone, instant)?.window, expected);
      }),
      { numRuns: 300 },
    );
  });

  it('is quick enough to be asked at every evaluation', () => {
    const tookMs = cpuMs(() => {
      for (let turn = 0; turn < 200; turn += 1)
        windowAt(schedule.windows, 'Europe/Berlin', at('2026-06-01') + turn * 15_000);
    });
    assert.ok(tookMs < 1000, `${tookMs} ms`);
  });
});
