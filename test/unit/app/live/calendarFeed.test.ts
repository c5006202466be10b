import { Demand } from '../../../../src/app/live/demand.js';
import assert from 'node:assert/strict';
import { CalendarFeed } from '../../../../src/app/live/calendarFeed.js';
import type { CalendarParser, CalendarReader } from '../../../../src/app/ports.js';
import type { CalendarEntries, CalendarState } from '../../../../src/core/policy/schedule/calendarState.js';
import type { CalendarSources } from '../../../../src/core/policy/schedule/calendarSources.js';
import { fail, ok, type Result } from '../../../../src/util/result.js';
import { ManualClock, settle } from '../support/manualClock.js';

const minuteMs = 60_000;
const everyMs = 15 * minuteMs;
const sources = (...locations: readonly string[]): CalendarSources => ({
  locations,
  folder: '/work',
  timeZone: 'Europe/Berlin',
});
const entriesOf = (title: string): CalendarEntries => ({ events: [{ title, startsAt: 1, endsAt: 2 }], skipped: 0 });

/** Answers each location with what a test says, or not before it says so. */
class FakeReader implements CalendarReader {
  readonly asked: string[] = [];
  readonly answers = new Map<string, Result<string, string> | 'hang' | 'throw'>();
  aborted = 0;
  private readonly waiting: ((answer: Result<string, string>) => void)[] = [];

  read(location: string, folder: string | undefined, signal: AbortSignal): Promise<Result<string, string>> {
    this.asked.push(`${location} in ${folder ?? 'nowhere'}`);
    signal.addEventListener('abort', () => (this.aborted += 1));
    const answer = this.answers.get(location) ?? ok(`text of ${location}`);
    if (answer === 'throw') throw new Error('a bug');
    return answer === 'hang' ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve(answer);
  }

  answer(text: string): void {
    for (const resolve of this.waiting.splice(0)) resolve(ok(text));
  }
}

function world(known?: CalendarState) {
  const clock = new ManualClock();
  const reader = new FakeReader();
  const parsed: string[] = [];
  const parser: CalendarParser = {
    parse: (text, timeZone, now) => {
      parsed.push(`${text}, ${timeZone ?? 'here'}, ${now - clock.now()}`);
      return Promise.resolve(text.startsWith('<') ? fail('is not an iCalendar file') : ok(entriesOf(text)));
    },
  };
  const feed = new CalendarFeed(new Demand(), reader, parser, clock, known);
  const published: CalendarState[] = [];
  feed.onDidChange((state) => published.push(state));
  return { clock, reader, parsed, feed, published };
}

describe('the calendar feed', () => {
  it('reads nothing until somebody needs it, and says that it has not', async () => {
    const { clock, reader, feed } = world();
    feed.follow(sources('a.ics'));
    await clock.advance(everyMs);
    assert.deepEqual(reader.asked, []);
    assert.deepEqual(feed.state, { calendars: [{ status: 'unread', location: 'a.ics', problem: '' }] });
  });

  it('reads all at once when it is needed, and every quarter of an hour from then on', async () => {
    const { clock, reader, parsed, feed, published } = world();
    feed.follow(sources('a.ics', 'https://b/c.ics'));
    feed.demand.acquire();
    await clock.advance(0);
    assert.deepEqual(reader.asked, ['a.ics in /work', 'https://b/c.ics in /work']);
    assert.deepEqual(parsed, ['text of a.ics, Europe/Berlin, 0', 'text of https://b/c.ics, Europe/Berlin, 0']);
    assert.deepEqual(
      feed.state.calendars.map(
        (reading) => reading.status === 'read' && [reading.location, reading.readAt, reading.entries.events[0]?.title],
      ),
      [
        ['a.ics', clock.now(), 'text of a.ics'],
        ['https://b/c.ics', clock.now(), 'text of https://b/c.ics'],
      ],
    );
    assert.equal(published.at(-1), feed.state);
    await clock.advance(everyMs - 1);
    assert.equal(reader.asked.length, 2);
    await clock.advance(1);
    assert.equal(reader.asked.length, 4);
  });

  it('keeps what a calendar said last when it cannot be read, with when that was', async () => {
    const { clock, reader, feed } = world();
    feed.follow(sources('a.ics'));
    feed.demand.acquire();
    await clock.advance(0);
    const readAt = clock.now();
    for (const [answer, problem] of [
      [fail('timed out'), 'timed out'],
      [ok('<html>'), 'is not an iCalendar file'],
      ['throw', 'a bug'],
    ] as const) {
      reader.answers.set('a.ics', answer);
      await clock.advance(everyMs);
      assert.deepEqual(feed.state.calendars, [
        { status: 'read', location: 'a.ics', readAt, entries: entriesOf('text of a.ics'), problem },
      ]);
    }
    reader.answers.delete('a.ics');
    await clock.advance(everyMs);
    assert.deepEqual(feed.state.calendars[0], {
      status: 'read',
      location: 'a.ics',
      readAt: readAt + 4 * everyMs,
      entries: entriesOf('text of a.ics'),
      problem: '',
    });
  });

  it('stays unread, with why, when it never could be', async () => {
    const { clock, reader, feed } = world();
    reader.answers.set('a.ics', fail('no such file'));
    feed.follow(sources('a.ics', 'b.ics'));
    feed.demand.acquire();
    await clock.advance(0);
    assert.deepEqual(feed.state.calendars[0], { status: 'unread', location: 'a.ics', problem: 'no such file' });
    assert.equal(feed.state.calendars[1]?.status, 'read');
  });

  it('does not wait for a reader that does not answer, nor keep the others from being read', async () => {
    const { clock, reader, feed } = world();
    reader.answers.set('a.ics', 'hang');
    feed.follow(sources('a.ics', 'b.ics'));
    feed.demand.acquire();
    await clock.advance(minuteMs);
    assert.deepEqual(feed.state.calendars[0], {
      status: 'unread',
      location: 'a.ics',
      problem: 'did not answer in time',
    });
    assert.equal(feed.state.calendars[1]?.status, 'read');
    assert.equal(reader.aborted, 2);
    await clock.advance(everyMs);
    assert.equal(reader.asked.length, 4);
  });

  it('stops when nobody needs it, and goes on where it was', async () => {
    const { clock, reader, feed } = world();
    feed.follow(sources('a.ics'));
    const first = feed.demand.acquire();
    await clock.advance(5 * minuteMs);
    first.dispose();
    assert.deepEqual(clock.pending, []);
    await clock.advance(5 * minuteMs);
    feed.demand.acquire();
    assert.deepEqual(clock.pending, [5 * minuteMs]);
    await clock.advance(5 * minuteMs);
    assert.equal(reader.asked.length, 2);
  });

  it('reads at once after a reading that was broken off, and takes no late answer from it', async () => {
    const { clock, reader, feed } = world();
    reader.answers.set('a.ics', 'hang');
    feed.follow(sources('a.ics'));
    const first = feed.demand.acquire();
    await clock.advance(1000);
    first.dispose();
    assert.equal(reader.aborted, 1);
    reader.answer('late');
    await settle();
    assert.deepEqual(feed.state.calendars, [{ status: 'unread', location: 'a.ics', problem: '' }]);
    reader.answers.delete('a.ics');
    feed.demand.acquire();
    await clock.advance(0);
    assert.equal(reader.asked.length, 2);
    assert.equal(feed.state.calendars[0]?.status, 'read');
  });

  it('follows the runbook: what stays keeps what is known, what is gone is forgotten, what is new is read', async () => {
    const { clock, reader, feed } = world();
    feed.follow(sources('a.ics', 'b.ics'));
    feed.demand.acquire();
    await clock.advance(0);
    const [, known] = feed.state.calendars;
    feed.follow(sources('b.ics', 'c.ics', 'c.ics'));
    assert.deepEqual(feed.state.calendars, [known, { status: 'unread', location: 'c.ics', problem: '' }]);
    await clock.advance(0);
    assert.deepEqual(reader.asked.slice(2), ['b.ics in /work', 'c.ics in /work']);
    feed.follow({ ...sources('b.ics', 'c.ics', 'c.ics') });
    await clock.advance(0);
    assert.equal(reader.asked.length, 4, 'the same again is nothing new');
  });

  it('takes the same name in another folder, or by another clock, for another calendar', async () => {
    for (const change of [{ folder: '/other' }, { timeZone: 'UTC' }]) {
      const { clock, feed } = world();
      feed.follow(sources('a.ics'));
      feed.demand.acquire();
      await clock.advance(0);
      feed.follow({ ...sources('a.ics'), ...change });
      assert.equal(feed.state.calendars[0]?.status, 'unread');
    }
  });

  it('remembers through a reload, and is plain JSON', async () => {
    const before = world();
    before.reader.answers.set('b.ics', fail('no such file'));
    before.feed.follow(sources('a.ics', 'b.ics'));
    before.feed.demand.acquire();
    await before.clock.advance(0);
    const saved = JSON.parse(JSON.stringify(before.feed.state)) as CalendarState;
    assert.deepEqual(saved, before.feed.state);
    const after = world(saved);
    after.feed.follow(sources('a.ics', 'b.ics'));
    assert.deepEqual(after.feed.state, saved);
  });

  it('asks for nothing without calendars, and forgets those it had', async () => {
    const { clock, reader, feed } = world();
    feed.follow(sources('a.ics'));
    feed.demand.acquire();
    await clock.advance(0);
    feed.follow(sources());
    assert.deepEqual(feed.state, { calendars: [] });
    await clock.advance(everyMs);
    assert.deepEqual([reader.asked.length, clock.pending], [1, []]);
  });

  it('reads now when asked to', async () => {
    const { clock, reader, feed } = world();
    feed.follow(sources('a.ics'));
    feed.refresh();
    assert.deepEqual(clock.pending, [], 'nobody needs it');
    feed.demand.acquire();
    await clock.advance(minuteMs);
    feed.refresh();
    await clock.advance(0);
    assert.equal(reader.asked.length, 2);
  });

  it('leaves nothing behind', async () => {
    const { clock, reader, feed, published } = world();
    reader.answers.set('a.ics', 'hang');
    feed.follow(sources('a.ics'));
    feed.demand.acquire();
    await clock.advance(0);
    const told = published.length;
    feed.dispose();
    reader.answer('late');
    await settle();
    assert.deepEqual([reader.aborted, clock.pending, published.length], [1, [], told]);
    feed.demand.acquire();
    assert.deepEqual(clock.pending, []);
  });
});
