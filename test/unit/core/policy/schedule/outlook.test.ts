import assert from 'node:assert/strict';
import type { CalendarState } from '../../../../../src/core/policy/schedule/calendarState.js';
import { outlook } from '../../../../../src/core/policy/schedule/outlook.js';
import { at, runbookWith } from './testRunbook.js';

const none: CalendarState = { calendars: [] };

describe('the outlook', () => {
  it('tells every window of the next seven days, what holds now first', () => {
    const found = outlook(runbookWith(), none, at('2026-06-01T09:00'));
    assert.deepEqual(
      found.map(({ title, at: begins }) => [title, new Date(begins).toISOString().slice(5, 16)]),
      [
        ['Monday morning', '06-01T06:00'],
        ['Business hours', '06-01T08:00'],
        ['Late night', '06-01T22:00'],
        ['Business hours', '06-02T07:00'],
        ['Late night', '06-02T22:00'],
        ['Business hours', '06-03T07:00'],
        ['Late night', '06-03T22:00'],
        ['Business hours', '06-04T07:00'],
        ['Late night', '06-04T22:00'],
        ['Business hours', '06-05T07:00'],
        ['Late night', '06-05T22:00'],
        ['Weekend', '06-06T04:00'],
        ['Late night', '06-06T22:00'],
        ['Weekend', '06-07T04:00'],
        ['Late night', '06-07T22:00'],
        ['Monday morning', '06-08T06:00'],
      ],
    );
    assert.equal(found[1]?.counts, undefined);
    assert.deepEqual(found[0]?.what, { from: 'window', effect: { effect: 'more', percent: 50 } });
  });

  it('tells an event as soon as its proposal is a week away', () => {
    const events = [{ kind: 'registration', title: 'Opens', starts: '2026-06-20T08:00', ends: undefined }];
    const seen = (now: string): boolean =>
      outlook(runbookWith({ windows: [], events }), none, at(now)).some(({ what }) => what.from === 'event');
    assert.deepEqual(
      [seen('2026-06-10T07:59'), seen('2026-06-10T08:01'), seen('2026-06-21T07:59'), seen('2026-06-21T08:00')],
      [false, true, true, false],
    );
  });

  it('is bounded, and keeps what comes first', () => {
    const now = at('2026-06-01T12:00');
    const events = Array.from({ length: 2000 }, (_, index) => ({
      title: 'Exam',
      startsAt: now + (2000 - index) * 60_000,
      endsAt: now + 1e9,
    }));
    const calendar: CalendarState = {
      calendars: [{ status: 'read', location: 'a.ics', readAt: now, entries: { events, skipped: 0 }, problem: '' }],
    };
    const found = outlook(runbookWith({ windows: [], calendars: ['a.ics'] }), calendar, now);
    assert.deepEqual(
      found.map((entry) => entry.at),
      Array.from({ length: 50 }, (_, index) => now + (index + 1) * 60_000),
    );
  });
});
