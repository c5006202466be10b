import assert from 'node:assert/strict';
import { CalendarFeeds } from '../../../../src/app/live/calendarFeeds.js';
import { Demand } from '../../../../src/app/live/demand.js';
import { LiveStore } from '../../../../src/app/live/liveStore.js';
import type { CalendarState } from '../../../../src/core/policy/schedule/calendarState.js';
import { defaultSchedule } from '../../../../src/core/runbook/defaultPolicies.js';
import type { LoadedRunbook } from '../../../../src/core/runbook/loadedRunbook.js';
import { ok, type Result } from '../../../../src/util/result.js';
import { runbookOfMetrics } from '../support/figureWorld.js';
import { ManualClock, settle } from '../support/manualClock.js';

const everyMs = 15 * 60_000;

const loaded = (folder: string, calendars: readonly string[], timeZone = 'Europe/Berlin'): LoadedRunbook => ({
  folder,
  runbook: runbookOfMetrics([], { schedule: { ...defaultSchedule, calendars, timeZone } }),
});

function setup() {
  const clock = new ManualClock();
  const store = new LiveStore();
  const demand = new Demand();
  const asked: string[] = [];
  let gate: Promise<Result<string, string>> | undefined;
  const reader = {
    read: (location: string, folder: string | undefined) => {
      asked.push(`${folder ?? '-'} ${location}`);
      return gate ?? Promise.resolve(ok(`${folder ?? '-'} ${location}`));
    },
  };
  const parser = {
    parse: (title: string, timeZone: string | undefined) =>
      Promise.resolve(
        ok({ events: [{ title: `${title} by ${timeZone ?? '-'}`, startsAt: 1, endsAt: 2 }], skipped: 0 }),
      ),
  };
  const feeds = new CalendarFeeds(demand, store, clock, reader, parser);
  /** Readings that begin from here on end when the answer comes. */
  const hold = (): ((text: string) => void) => {
    let answer = (_text: string): void => undefined;
    gate = new Promise((resolve) => (answer = (text) => resolve(ok(text))));
    return (text) => {
      gate = undefined;
      answer(text);
    };
  };
  const titles = (state: CalendarState | undefined): readonly string[] | undefined =>
    state?.calendars.flatMap((reading) =>
      reading.status === 'read' ? reading.entries.events.map(({ title }) => title) : [reading.status],
    );
  const known = () => Object.fromEntries([...store.state.calendars].map(([folder, state]) => [folder, titles(state)]));
  return { clock, store, demand, asked, feeds, hold, known };
}

describe('the calendars of all runbooks', () => {
  it('are read while somebody looks, each from the folder of its runbook and by its clock', async () => {
    const { clock, store, demand, asked, known } = setup();
    store.update({ runbooks: [loaded('/a', ['x.ics']), loaded('/b', ['x.ics', 'y.ics'], 'UTC'), loaded('/c', [])] });
    await clock.advance(everyMs);
    assert.deepEqual(asked, []);
    assert.deepEqual(known(), { '/a': ['unread'], '/b': ['unread', 'unread'] });
    demand.acquire();
    await clock.advance(0);
    assert.deepEqual(asked, ['/a x.ics', '/b x.ics', '/b y.ics']);
    assert.deepEqual(known(), {
      '/a': ['/a x.ics by Europe/Berlin'],
      '/b': ['/b x.ics by UTC', '/b y.ics by UTC'],
    });
    await clock.advance(everyMs);
    assert.equal(asked.length, 6);
  });

  it('are those that were loaded before, too', async () => {
    const { store, clock, demand } = setup();
    store.update({ runbooks: [loaded('/a', ['x.ics'])] });
    const asked: string[] = [];
    const feeds = new CalendarFeeds(
      demand,
      store,
      clock,
      { read: (location) => (asked.push(location), Promise.resolve(ok(''))) },
      { parse: () => Promise.resolve(ok({ events: [], skipped: 0 })) },
    );
    demand.acquire();
    await clock.advance(0);
    assert.deepEqual(asked, ['x.ics']);
    feeds.dispose();
  });

  it('stay known when another runbook changes, and are read anew when their own does', async () => {
    const { clock, store, demand, asked, known } = setup();
    const a = loaded('/a', ['x.ics']);
    store.update({ runbooks: [a, loaded('/b', ['x.ics'])] });
    demand.acquire();
    await clock.advance(0);
    asked.length = 0;
    store.update({ runbooks: [a, loaded('/b', ['x.ics', 'z.ics'])] });
    assert.deepEqual(known(), { '/a': ['/a x.ics by Europe/Berlin'], '/b': ['/b x.ics by Europe/Berlin', 'unread'] });
    await clock.advance(0);
    assert.deepEqual(asked, ['/b x.ics', '/b z.ics']);
  });

  it('are forgotten with the runbook or the line that named them, and not read any more', async () => {
    for (const left of [[], [loaded('/a', [])]]) {
      const { clock, store, demand, asked, known } = setup();
      store.update({ runbooks: [loaded('/a', ['x.ics']), loaded('/b', ['y.ics'])] });
      demand.acquire();
      await clock.advance(0);
      store.update({ runbooks: [...left, loaded('/b', ['y.ics'])] });
      assert.deepEqual(Object.keys(known()), ['/b']);
      store.update({ runbooks: left });
      assert.deepEqual(known(), {});
      asked.length = 0;
      await clock.advance(2 * everyMs);
      assert.deepEqual([asked, clock.pending], [[], []]);
    }
  });

  it('leave the live state alone while nothing of them is new', async () => {
    const { clock, store, demand } = setup();
    let told = 0;
    store.onDidChange(() => (told += 1));
    store.update({ readingIntervalMs: 7000 });
    store.update({ runbooks: [loaded('/a', [])] });
    assert.equal(told, 2, 'no calendars, nothing to tell');
    store.update({ runbooks: [loaded('/a', ['x.ics'])] });
    demand.acquire();
    await clock.advance(0);
    const { calendars } = store.state;
    store.update({ readingIntervalMs: 5000 });
    await clock.advance(1000);
    assert.equal(store.state.calendars, calendars);
  });

  it('take no answer that comes once they are over', async () => {
    const { clock, store, demand, feeds, hold, known } = setup();
    store.update({ runbooks: [loaded('/a', ['x.ics'])] });
    const answer = hold();
    demand.acquire();
    await clock.advance(0);
    feeds.dispose();
    answer('late');
    await settle();
    store.update({ runbooks: [loaded('/b', ['x.ics'])] });
    await clock.advance(everyMs);
    assert.deepEqual([known(), clock.pending], [{ '/a': ['unread'] }, []]);
  });
});
