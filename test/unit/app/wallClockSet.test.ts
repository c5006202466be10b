import assert from 'node:assert/strict';
import { awaitReady } from '../../../src/app/operations/change/awaitReady.js';
import { UsageFeed } from '../../../src/app/live/usageFeed.js';
import { resumeOf } from '../../../src/core/operation/followUp.js';
import { freshReadings } from '../../../src/core/policy/reading.js';
import { freshPolicy } from '../../../src/core/policy/stackStatus.js';
import { containerRecord } from '../support/containerRecord.js';
import { decisionOf } from '../support/signals.js';
import { reading } from '../support/stacks.js';
import { figureWorld, metric, number, query } from './support/figureWorld.js';
import { OperationWorld } from './support/operationWorld.js';
import { fakeScaler, web, webId } from './support/runnerWorld.js';
import { Watching, minute } from './support/watching.js';
import { watch } from './support/watch.js';
import { World } from './support/world.js';

const hour = 60 * minute;
/** Back, forward or asleep, and a night. Daylight saving sets no clock: instants go on, and only their spelling changes. */
const jumps = [-hour, hour, 8 * hour];

describe('a clock on the wall that is set, or that ran on through a sleep', () => {
  for (const jump of jumps) {
    it(`does not put off the next reading of figures (${jump / hour} h)`, async () => {
      const { clock, sources, feed } = await figureWorld(metric('users', ['web'], query('users')));
      sources.onPrometheus = () => number(1);
      feed.demand.acquire();
      const release = sources.hold();
      await clock.advance(0);
      clock.setWall(jump);
      release();
      await clock.advance(15_000);
      assert.equal(sources.asked.length, 2);
    });

    it(`does not put off the next reading of usage (${jump / hour} h)`, async () => {
      const world = new World();
      world.add('here', containerRecord('web', 1));
      const usage = new UsageFeed(world.session, world.store, world.clock);
      const connection = await world.connected();
      const reads = (): number => connection.calls.filter((call) => call.startsWith('usage')).length;
      usage.demand.acquire(15_000);
      await world.clock.advance(15_000);
      const before = reads();
      world.clock.setWall(jump);
      // Whoever opens a view now is not kept waiting.
      usage.demand.acquire(5000);
      await world.clock.advance(5000);
      assert.ok(reads() > before, 'nothing was read');
      usage.dispose();
    });

    it(`uses up nobody's patience with a replica that starts, and gives it no more (${jump / hour} h)`, async () => {
      const world = new World();
      const record = containerRecord('web', 1, { health: 'starting' });
      world.add('here', record);
      await world.connected();
      const waiting = watch(awaitReady(world.store, world.clock, record.containerId, new AbortController().signal));
      await world.clock.advance(5000);
      world.clock.setWall(jump);
      world.store.update({});
      await world.clock.advance(5000);
      assert.equal(waiting.phase, 'pending');
      await world.clock.advance(20 * minute);
      assert.equal(waiting.value?.result, 'too-late');
    });
  }

  it('makes no wait between two steps longer, and after a sleep no step follows by itself', async () => {
    const between = async () => {
      const world = new OperationWorld(web(1));
      world.scaler = fakeScaler(world, 'healthy');
      await world.connected();
      void world.operate(await world.plan({ counts: { web: 10 } }));
      await world.clock.advance(10_000);
      const stage = world.operation?.plan.stages[1];
      assert.ok(stage?.stage === 'observe');
      return { world, waitMs: stage.forMs, phase: () => world.operation?.stages[1]?.phase };
    };
    const back = await between();
    back.world.clock.setWall(-hour);
    await back.world.clock.advance(back.waitMs - 15_000);
    assert.equal(back.phase(), 'waiting');
    await back.world.clock.advance(20_000);
    assert.equal(back.phase(), 'done', 'it waits for an hour more');
    for (const sleep of [hour, 8 * hour]) {
      const asleep = await between();
      asleep.world.clock.setWall(sleep);
      await asleep.world.clock.advance(asleep.waitMs + 10_000);
      const { operation } = asleep.world;
      assert.deepEqual(operation?.outcome?.problem, { reason: 'interrupted', slept: true });
      assert.deepEqual([asleep.phase(), asleep.world.connection.containers.size], ['unfinished', 3]);
      assert.deepEqual(resumeOf(operation, asleep.world.clock.now(), () => undefined)?.counts, { web: 10 });
    }
    const dozed = await between();
    dozed.world.clock.setWall(minute);
    await dozed.world.clock.advance(dozed.waitMs);
    assert.equal(dozed.phase(), 'done');
  });

  it('makes nothing that was seen before it was set count as seen just now', () => {
    const [now, before] = [10 * hour, 11 * hour];
    const readings = new Map([['web#1', reading(20, 10, before)]]);
    assert.equal(freshReadings(readings, now, 5000).size, 0);
    assert.equal(freshReadings(readings, before + 10_000, 5000).size, 1);
    const { store } = new World();
    const policy = (decidedAt: number) => ({ signals: [], decision: decisionOf(), againstFewer: [], decidedAt });
    store.update({ policies: new Map([[webId, policy(before)]]) });
    assert.equal(freshPolicy(store.state, { id: webId }, now), undefined);
    assert.ok(freshPolicy(store.state, { id: webId }, before + 10_000));
    // Two clocks that are read one after the other.
    assert.ok(freshPolicy(store.state, { id: webId }, before - 1000));
  });

  it('leaves a watch to the times that it was told with: forward it is not calm, and back it goes on for longer', async () => {
    const forward = new Watching();
    await forward.ended();
    forward.clock.setWall(2 * hour);
    await forward.clock.advance(11 * minute);
    assert.deepEqual(
      forward.events.map((event) => (event.event === 'watch-ended' ? event.verdict : event.event)),
      ['watch-begun', 'unknown'],
    );
    const back = new Watching();
    await back.ended();
    back.clock.setWall(-hour);
    await back.clock.advance(59 * minute);
    assert.deepEqual(
      back.events.map(({ event }) => event),
      ['watch-begun'],
    );
    await back.clock.advance(62 * minute);
    assert.deepEqual(
      [back.events.filter(({ event }) => event === 'watch-look').length, back.events.at(-1)?.event],
      [6, 'watch-ended'],
    );
  });

  it('is written into the journal as it shows, and the order of the lines is that of what happened', async () => {
    const world = new OperationWorld(web(1));
    world.scaler = fakeScaler(world, 'healthy');
    await world.connected();
    void world.operate(await world.plan({ counts: { web: 2 } }));
    await world.clock.advance(10_000);
    world.clock.setWall(-10 * minute);
    void world.operate(await world.plan({ counts: { web: 3 } }));
    await world.clock.advance(10_000);
    const newest = world.store.state.operations.map(({ plan }) => plan.stages.at(-1));
    assert.deepEqual(
      newest.map((stage) => (stage?.stage === 'scale' ? stage.to : 0)),
      [3, 2],
    );
    assert.deepEqual(await world.journal.readAgain(), []);
    assert.deepEqual(
      world.store.state.operations.map(({ plan, outcome }) => [plan.stages.length, outcome?.result]),
      [
        [1, 'done'],
        [1, 'done'],
      ],
    );
    assert.deepEqual(
      world.store.state.operations.map(({ plan }) => plan.stages.at(-1)),
      newest,
    );
  });
});
