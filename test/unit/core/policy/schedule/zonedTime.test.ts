import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseLocalTime } from '../../../../../src/core/policy/schedule/localDate.js';
import {
  instantToLocal,
  isZone,
  localToInstant,
  zoneName,
  type LocalTime,
} from '../../../../../src/core/policy/schedule/zonedTime.js';

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
  'Asia/Kolkata',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'America/St_Johns',
  'Pacific/Kiritimati',
] as const;

const local = (text: string): LocalTime => {
  const parsed = parseLocalTime(text);
  assert.ok(parsed, text);
  return parsed;
};
const iso = (instant: number | undefined): string => (instant === undefined ? 'none' : new Date(instant).toISOString());

describe('zoned time', () => {
  // Zone, wall clock, the instant in UTC, and what is special about it.
  const table: readonly (readonly [string, string, string, string])[] = [
    ['UTC', '2026-03-29T02:30', '2026-03-29T02:30', 'no daylight saving'],
    ['Asia/Kolkata', '2026-03-29T02:30', '2026-03-28T21:00', 'half an hour'],
    ['Europe/Berlin', '2026-01-15T08:00', '2026-01-15T07:00', 'winter'],
    ['Europe/Berlin', '2026-07-15T08:00', '2026-07-15T06:00', 'summer'],
    ['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59', 'the last minute before the gap'],
    ['Europe/Berlin', '2026-03-29T02:00', '2026-03-29T01:00', 'where the gap begins'],
    ['Europe/Berlin', '2026-03-29T02:59', '2026-03-29T01:00', 'in the gap'],
    ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00', 'the first after the gap'],
    ['Europe/Berlin', '2026-10-25T01:59', '2026-10-24T23:59', 'before the overlap'],
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30', 'in the overlap: the earlier'],
    ['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00', 'after the overlap'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:00', 'in the gap'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30', 'in the overlap: the earlier'],
    ['America/New_York', '2026-11-01T02:00', '2026-11-01T07:00', 'after the overlap'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30', 'in the gap of half an hour'],
    ['Australia/Lord_Howe', '2026-10-04T02:30', '2026-10-03T15:30', 'the first after it'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45', 'in the overlap of half an hour: the earlier'],
    ['Australia/Lord_Howe', '2026-04-05T02:00', '2026-04-04T15:30', 'after it'],
    ['Pacific/Apia', '2011-12-29T23:59', '2011-12-30T09:59', 'before the day that never was'],
    ['Pacific/Apia', '2011-12-30T08:00', '2011-12-30T10:00', 'on the day that never was'],
    ['Pacific/Apia', '2011-12-31T00:00', '2011-12-30T10:00', 'the day after it'],
    ['America/Sao_Paulo', '2018-11-04T00:00', '2018-11-04T03:00', 'a midnight that never was'],
    ['Pacific/Kiritimati', '2026-01-01T00:00', '2025-12-31T10:00', 'the first to have the new year'],
  ];
  for (const [zone, wall, utc, what] of table) {
    it(`${zone} ${wall}: ${what}`, () => {
      assert.equal(iso(localToInstant(local(wall), zone)), `${utc}:00.000Z`);
    });
  }

  it('tells the wall clock, both times it shows the same', () => {
    for (const utc of ['2026-10-25T00:30:15.250Z', '2026-10-25T01:30:15.250Z']) {
      assert.deepEqual(instantToLocal(Date.parse(utc), 'Europe/Berlin'), local('2026-10-25T02:30:15'));
    }
    assert.deepEqual(instantToLocal(Date.parse('2026-06-01T22:00:00Z'), 'Europe/Berlin'), local('2026-06-02T00:00:00'));
  });

  it('knows no time in a zone that there is not, nor at an instant that is none', () => {
    assert.equal(isZone(undefined), true, 'the machine has one of its own, which is not the one without a name');
    for (const zone of ['Europe/Atlantis', '', 'W. Europe Standard Time', '../../etc']) {
      assert.equal(isZone(zone), false);
      assert.equal(zoneName(zone), undefined);
      assert.equal(instantToLocal(0, zone), undefined);
      assert.equal(localToInstant(local('2026-01-01'), zone), undefined);
    }
    for (const instant of [NaN, Infinity, 9e15]) assert.equal(instantToLocal(instant, 'UTC'), undefined);
  });

  it("takes the machine's own zone where none is named", () => {
    const name = zoneName(undefined);
    assert.ok(name !== undefined && name !== '');
    assert.deepEqual(instantToLocal(1_780_000_000_000, undefined), instantToLocal(1_780_000_000_000, name));
  });

  it('keeps its wits through more zones than it remembers', () => {
    const spellings = Array.from({ length: 200 }, (_, index) =>
      Array.from('europe/berlin', (letter, at) => ((index >> (at % 8)) & 1 ? letter.toUpperCase() : letter)).join(''),
    );
    for (const zone of spellings)
      assert.equal(iso(localToInstant(local('2026-07-15T08:00'), zone)), '2026-07-15T06:00:00.000Z');
  });

  const anyZone = fc.constantFrom(...zones);
  const anySecond = fc
    .integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) })
    .map((ms) => Math.floor(ms / 1000) * 1000);

  it('comes back to the same wall clock, and to the earliest instant that shows it', () => {
    fc.assert(
      fc.property(anyZone, anySecond, (zone, instant) => {
        const shown = instantToLocal(instant, zone);
        assert.ok(shown);
        const back = localToInstant(shown, zone);
        assert.ok(back !== undefined && back <= instant);
        assert.deepEqual(instantToLocal(back, zone), shown);
        // An overlap is never longer than the day that the date line gives.
        assert.ok(instant - back <= 24 * 3_600_000);
      }),
      { numRuns: 1000 },
    );
  });

  it('never goes back as the wall clock goes on', () => {
    fc.assert(
      fc.property(anyZone, anySecond, fc.integer({ min: 1, max: 48 * 3600 }), (zone, instant, seconds) => {
        const earlier = new Date(instant);
        const later = new Date(instant + seconds * 1000);
        const read = (date: Date): LocalTime => local(date.toISOString().slice(0, 19));
        const [first, second] = [localToInstant(read(earlier), zone), localToInstant(read(later), zone)];
        assert.ok(first !== undefined && second !== undefined && first <= second);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('local times as text', () => {
  it('reads dates, minutes and seconds', () => {
    assert.deepEqual(local('2026-09-01'), { year: 2026, month: 9, day: 1, hour: 0, minute: 0, second: 0 });
    assert.deepEqual(local(' 2026-09-01 08:05 '), { year: 2026, month: 9, day: 1, hour: 8, minute: 5, second: 0 });
    assert.deepEqual(local('2028-02-29T23:59:59'), { year: 2028, month: 2, day: 29, hour: 23, minute: 59, second: 59 });
  });

  it('refuses what is no time', () => {
    for (const text of [
      '',
      'soon',
      '2026-13-01',
      '2026-00-01',
      '2026-02-29',
      '2026-06-31',
      '2026-09-01T24:00',
      '2026-09-01T08:60',
      '2026-09-01T08:00Z',
      '2026-9-1',
    ]) {
      assert.equal(parseLocalTime(text), undefined, text);
    }
  });
});
