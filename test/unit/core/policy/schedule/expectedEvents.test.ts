import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PlannedEvent } from '../../../../../src/core/runbook/schedule.js';
import type { CalendarEntry, CalendarState } from '../../../../../src/core/policy/schedule/calendarState.js';
import { expectedEvents } from '../../../../../src/core/policy/schedule/expectedEvents.js';
import { kindOfEntry } from '../../../../../src/core/policy/schedule/kindOfEntry.js';
import { at, kinds, schedule } from './testRunbook.js';

const none: CalendarState = { calendars: [] };
const planned = (kind: string, starts: string, ends?: string): PlannedEvent => ({
  kind,
  title: `a ${kind}`,
  starts,
  ends,
});
const from = (location: string, ...events: readonly CalendarEntry[]): CalendarState['calendars'][number] => ({
  status: 'read',
  location,
  readAt: 0,
  entries: { events, skipped: 0 },
  problem: '',
});

describe('expected events', () => {
  // Kind, start, proposed from, due: the runbook's lead times.
  const leads: readonly (readonly [string, string, string, string])[] = [
    ['registration', '2026-09-10T08:00', '2026-09-07T08:00', '2026-09-08T08:00'],
    ['exams', '2026-09-10T08:00', '2026-09-09T08:00', '2026-09-09T08:00'],
    ['semester', '2026-09-10T08:00', '2026-09-03T08:00', '2026-09-03T08:00'],
  ];
  for (const [kind, starts, proposeFrom, dueAt] of leads) {
    it(`proposes for ${kind} from ${proposeFrom} on, and at ${dueAt} at the latest`, () => {
      const [found] = expectedEvents({ ...schedule, events: [planned(kind, starts)] }, none);
      assert.deepEqual([found?.proposeFrom, found?.dueAt], [at(proposeFrom), at(dueAt)]);
      assert.deepEqual([found?.event.startsAt, found?.kind.id], [at(starts), kind]);
    });
  }

  it('takes an event without an end, or with one before its start, to last until that time of the next day', () => {
    const ends = [undefined, '2026-03-28T01:00', '2026-03-28T08:00', 'whenever'];
    for (const end of ends) {
      // The night between is an hour short.
      const [found] = expectedEvents({ ...schedule, events: [planned('exams', '2026-03-28T08:00', end)] }, none);
      assert.equal(found?.until, at('2026-03-29T08:00'));
      assert.equal(found.until - found.event.startsAt, 23 * 3_600_000);
    }
    const [found] = expectedEvents(
      { ...schedule, events: [planned('exams', '2026-03-28T08:00', '2026-03-28T12:00')] },
      none,
    );
    assert.equal(found?.until, at('2026-03-28T12:00'));
  });

  it("takes local times by the schedule's zone", () => {
    const [found] = expectedEvents(
      { ...schedule, timeZone: 'Asia/Kolkata', events: [planned('exams', '2026-09-10T08:00')] },
      none,
    );
    assert.equal(found?.event.startsAt, Date.UTC(2026, 8, 10, 2, 30));
  });

  it('leaves out what has no time, no kind, or no zone to be in', () => {
    const events = [planned('exams', 'soon'), planned('festival', '2026-09-10T08:00')];
    assert.deepEqual(expectedEvents({ ...schedule, events }, none), []);
    const sound = [planned('exams', '2026-09-10T08:00')];
    assert.deepEqual(expectedEvents({ ...schedule, timeZone: 'Europe/Atlantis', events: sound }, none), []);
  });

  const start = at('2026-09-10T08:00');
  const entry = (title: string, startsAt = start, endsAt = startsAt + 3_600_000): CalendarEntry => ({
    title,
    startsAt,
    endsAt,
  });

  it('takes the entries of calendars that are of a kind, and no others', () => {
    const state = {
      calendars: [from('a.ics', entry('REGISTRATION opens'), entry('Lunch')), from('b.ics', entry('Exams', start - 1))],
    };
    const found = expectedEvents({ ...schedule, calendars: ['a.ics', 'b.ics'] }, state);
    assert.deepEqual(
      found.map(({ event }) => event.title),
      ['Exams', 'REGISTRATION opens'],
    );
  });

  it('forgets a calendar that the runbook no longer names', () => {
    const state = { calendars: [from('a.ics', entry('Exams'))] };
    assert.deepEqual(expectedEvents({ ...schedule, calendars: ['b.ics'] }, state), []);
  });

  it('lets an entry that only marks a start last a day', () => {
    const [found] = expectedEvents(
      { ...schedule, calendars: ['a.ics'] },
      { calendars: [from('a.ics', entry('Exams', start, start))] },
    );
    assert.equal(found?.until, start + 86_400_000);
  });

  it('counts one event once, from wherever it is known', () => {
    const state = { calendars: [from('a.ics', entry('Exams!')), from('b.ics', entry('the exams'))] };
    const events = [planned('exams', '2026-09-10T08:00', '2026-09-10T09:00')];
    const found = expectedEvents({ ...schedule, calendars: ['a.ics', 'b.ics'], events }, state);
    assert.deepEqual(
      found.map(({ event }) => event.title),
      ['a exams'],
    );
  });

  it('is in order, and each is proposed before it is due, due before it begins, and ends after', () => {
    const anyEntry = fc.record({
      title: fc.constantFrom('Registration', 'exam', 'Semester begins', 'Lunch'),
      startsAt: fc.integer({ min: 0, max: 4e12 }),
      endsAt: fc.integer({ min: 0, max: 4e12 }),
    });
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 30 }), (events) => {
        const found = expectedEvents({ ...schedule, calendars: ['a.ics'] }, { calendars: [from('a.ics', ...events)] });
        found.forEach(({ event, proposeFrom, dueAt, until }, index) => {
          assert.ok(proposeFrom <= dueAt && dueAt <= event.startsAt && event.startsAt < until);
          assert.ok(event.startsAt >= (found[index - 1]?.event.startsAt ?? 0));
        });
        assert.equal(
          found.length > 0,
          events.some(({ title }) => title !== 'Lunch'),
        );
      }),
    );
  });
});

describe('kinds of calendar entries', () => {
  const table: readonly (readonly [string, string | undefined])[] = [
    ['Registration', 'registration'],
    ['registration opens', 'registration'],
    ['Winter term: REGISTRATION!', 'registration'],
    ['Pre-registration', 'registration'],
    ['Deregistrations', undefined],
    ['Preregistration', undefined],
    ['Exam', 'exams'],
    ['Example of dough', undefined],
    ['exam_schedule', 'exams'],
    ['(exams)', 'exams'],
    ['Start  of\tterm', 'semester'],
    ['start-of-term', 'semester'],
    ['restart of term', undefined],
    ['Semester exams', 'exams'],
    ['ｅｘａｍ', 'exams'],
    ['exámen', undefined],
    ['exam2', undefined],
    ['', undefined],
    ['   ', undefined],
  ];
  for (const [title, id] of table) {
    it(`'${title}' is ${id ?? 'of no kind'}`, () => assert.equal(kindOfEntry(title, kinds)?.id, id));
  }

  it('takes words in other scripts whole, too, and written either way', () => {
    const [first] = kinds;
    assert.ok(first);
    const of = (word: string): string | undefined => kindOfEntry('Prüfung: экзамен', [{ ...first, words: [word] }])?.id;
    assert.equal(of('prüfung'), first.id);
    assert.equal(of('PRU\u0308FUNG'), first.id);
    assert.equal(of('ЭКЗАМЕН'), first.id);
    assert.equal(of('fung'), undefined);
    assert.equal(of('экзам'), undefined);
  });

  it('takes a word for what it is, not for a pattern, and an empty one for nothing', () => {
    const [first] = kinds;
    assert.ok(first);
    for (const word of ['', ' ', '.*', '-'])
      assert.equal(kindOfEntry('anything at all', [{ ...first, words: [word] }]), undefined);
  });
});
