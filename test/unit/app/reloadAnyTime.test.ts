import assert from 'node:assert/strict';
import { Reminders } from '../../../src/app/operations/after/reminders.js';
import { ReminderTimes } from '../../../src/app/operations/after/reminderTimes.js';
import { CalendarFeed } from '../../../src/app/live/calendarFeed.js';
import { Demand } from '../../../src/app/live/demand.js';
import { FigureFeed } from '../../../src/app/live/figureFeed.js';
import { UsageFeed } from '../../../src/app/live/usageFeed.js';
import { PlanLater } from '../../../src/app/operations/planLater.js';
import { PolicyKeeper } from '../../../src/app/policy/policyKeeper.js';
import { systemClock } from '../../../src/editor/clock.js';
import { createFigureSources } from '../../../src/sources/main.js';
import { ok } from '../../../src/util/result.js';
import { answeringServer } from '../sources/answeringServer.js';
import { containerRecord } from '../support/containerRecord.js';
import { figureWorld, json, metric, query, runbookOfMetrics, service } from './support/figureWorld.js';
import { Interrupted, started } from './support/interruptedWorld.js';
import { settle, type ManualClock } from './support/manualClock.js';
import { OperationWorld } from './support/operationWorld.js';
import { fakeScaler, web } from './support/runnerWorld.js';
import { endedOperation } from '../support/teamOperations.js';
import { uncaughtDuring } from './support/uncaught.js';
import { Watching } from './support/watching.js';
import { inMemory, World } from './support/world.js';

/** A piece of a window at work: what it runs on, and how it is let go of. */
interface AtWork {
  readonly clock: ManualClock;
  /** Disposes of it as the window does. */
  close(): void;
  /** What was asked for answers now: nobody waits for it any more. */
  answer?(): void;
  /** What must not grow any more once it is closed. */
  done?(): number;
}

const pieces: Readonly<Record<string, () => Promise<AtWork>>> = {
  figures: async () => {
    const { clock, sources, feed, world } = await figureWorld(
      metric('users', ['web'], query('users')),
      metric('jobs', ['web'], json('waiting')),
    );
    const release = sources.hold();
    feed.demand.acquire();
    const close = (): void => [feed, world.session].forEach((piece) => piece.dispose());
    return { clock, close, answer: release, done: () => sources.asked.length };
  },
  usage: async () => {
    const world = new World();
    world.add('here', containerRecord('web', 1));
    const usage = new UsageFeed(world.session, world.store, world.clock);
    const connection = await world.connected();
    usage.demand.acquire(5000);
    const close = (): void => [usage, world.session].forEach((piece) => piece.dispose());
    return { clock: world.clock, close, done: () => connection.calls.length };
  },
  'a connection': () => {
    const world = new World();
    world.refusal = { reason: 'refused', address: '', detail: 'nobody listens' };
    world.session.demand.acquire();
    return Promise.resolve({
      clock: world.clock,
      close: () => world.session.dispose(),
      done: () => world.attempts.length,
    });
  },
  calendars: () => {
    const { clock } = new World();
    const answers: (() => void)[] = [];
    let asked = 0;
    const read = () =>
      new Promise<ReturnType<typeof ok<string>>>((resolve) => {
        asked += 1;
        answers.push(() => resolve(ok('text')));
      });
    const parser = { parse: () => Promise.resolve(ok({ events: [], skipped: 0 })) };
    const feed = new CalendarFeed(new Demand(), { read }, parser, clock);
    feed.follow({ locations: ['a.ics', 'b.ics'], folder: '/work', timeZone: 'UTC' });
    feed.demand.acquire();
    return Promise.resolve({
      clock,
      close: () => feed.dispose(),
      answer: () => answers.splice(0).forEach((answer) => answer()),
      done: () => asked,
    });
  },
  'the rules': async () => {
    const world = new World();
    world.add('here', web(1));
    const file = { read: () => settle().then(() => undefined), write: () => settle() };
    const keeper = new PolicyKeeper(world.store, world.clock, file, world.log);
    world.store.update({ runbooksRead: true });
    await world.connected();
    const close = (): void => [keeper, world.session].forEach((piece) => piece.dispose());
    return { clock: world.clock, close };
  },
  'an operation': async () => {
    const world = new OperationWorld(web(1));
    world.scaler = fakeScaler(world, 'starting');
    await world.connected();
    void world.operate(await world.plan({ counts: { web: 10 } }));
    const close = (): void => [world.operationRunner, world.session].forEach((piece) => piece.dispose());
    return { clock: world.clock, close, done: () => world.lines.length };
  },
  'what was interrupted': async () => {
    const world = new Interrupted(started('one'));
    const interrupted = await world.begin();
    world.session.demand.acquire();
    const close = (): void => [interrupted, world.session].forEach((piece) => piece.dispose());
    return { clock: world.clock, close, done: () => world.lines.length };
  },
  'a watch': async () => {
    const world = new Watching();
    world.answers = false;
    await world.ended();
    const close = (): void => [world.after, world.session].forEach((piece) => piece.dispose());
    return { clock: world.clock, close, done: () => world.events.length };
  },
  reminders: () => {
    const world = new World();
    const one = endedOperation('one');
    world.store.update({ operations: [one] });
    const times = new ReminderTimes(inMemory());
    const policy = { settleMs: 0, watchMs: 0, watchEveryMs: 0, remindMs: 1000 };
    const { session, store, clock } = world;
    let asked = 0;
    const remind = (): Promise<boolean> => Promise.resolve((asked += 1) > 0);
    const reminders = new Reminders(session, store, clock, times, () => policy, remind);
    reminders.start();
    reminders.ended(one);
    const later = new PlanLater(clock);
    later.remind('a plan', clock.now() + 60_000, () => (asked += 1));
    const close = (): void => [reminders, later, session].forEach((piece) => piece.dispose());
    return Promise.resolve({ clock, close, done: () => asked });
  },
};

/** So far, in turns of the loop and then in time, before the window closes. */
const moments: readonly (readonly [turns: number, ms: number])[] = [
  ...Array.from({ length: 12 }, (_, turns) => [turns, 0] as const),
  ...[1, 200, 1500, 5000, 15_000, 61_000, 600_000].map((ms) => [3, ms] as const),
];

describe('a window that is reloaded at any moment', () => {
  for (const [name, begin] of Object.entries(pieces))
    it(`leaves no timer of ${name}, does nothing more, and fails nowhere`, async () => {
      for (const [turns, ms] of moments) {
        const errors = await uncaughtDuring(async () => {
          const piece = await begin();
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
          if (ms > 0) await piece.clock.advance(ms);
          piece.close();
          piece.answer?.();
          for (let turn = 0; turn < 10; turn += 1) await settle();
          // A line that was on its way to the disk arrives there.
          const done = piece.done?.();
          assert.deepEqual(piece.clock.pending, [], `after ${turns} turns and ${ms} ms`);
          await piece.clock.advance(24 * 3600_000);
          assert.deepEqual([piece.clock.pending, piece.done?.()], [[], done], `after ${turns} turns and ${ms} ms`);
        });
        assert.deepEqual(errors, []);
      }
    });

  it('leaves no connection and no timer of its sources, whether they answer, drip or are silent', async () => {
    const open = (): readonly string[] =>
      process
        .getActiveResourcesInfo()
        .filter((kind) => /^(Timeout|TCPSocketWrap|TCPConnectWrap|GetAddrInfo)/.test(kind));
    const servers = await Promise.all([answeringServer(), answeringServer()]);
    const [silent, dripping] = servers;
    silent.answer = () => undefined;
    dripping.answer = (_request, response) => void response.writeHead(200).write(' ');
    const before = open();
    try {
      for (const ms of [0, 5, 50, 300]) {
        const world = new World();
        world.add('here', web(1));
        await world.connected();
        const at = (url: string) => ({
          prometheus: { url, auth: 'none' } as const,
          services: [service('web', `${url}/health`)],
        });
        const probe = { from: 'probe', figure: 'p95' } as const;
        const metrics = [
          metric('users', ['web'], query('users')),
          metric('jobs', ['web'], json('waiting', `${dripping.url}/jobs`)),
          metric('time', ['web'], probe),
        ];
        const feed = new FigureFeed(
          new Demand(),
          world.session,
          world.store,
          systemClock,
          () => runbookOfMetrics(metrics, at(silent.url)),
          () => Promise.resolve(createFigureSources()),
          { get: () => Promise.resolve(undefined) },
        );
        feed.demand.acquire();
        await new Promise((resolve) => setTimeout(resolve, ms));
        feed.dispose();
        world.session.dispose();
        for (let tries = 0; servers.some((server) => server.open() > 0) && tries < 200; tries += 1)
          await new Promise((resolve) => setTimeout(resolve, 10));
        assert.deepEqual(
          servers.map((server) => server.open()),
          [0, 0],
        );
      }
      assert.ok(silent.asked.length > 0 && dripping.asked.length > 0, 'nothing was asked');
      assert.deepEqual(open().length <= before.length, true, `${before.join()} and then ${open().join()}`);
    } finally {
      for (const server of servers) server.close();
    }
  });
});
