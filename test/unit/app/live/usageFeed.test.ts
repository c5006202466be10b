import assert from 'node:assert/strict';
import { UsageFeed } from '../../../../src/app/live/usageFeed.js';
import type { UsageSample } from '../../../../src/core/policy/usageSample.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { containerRecord } from '../../support/containerRecord.js';
import { settle } from '../support/manualClock.js';
import { uncaughtDuring } from '../support/uncaught.js';
import { World } from '../support/world.js';

const web = (number: number, changes: Partial<ContainerRecord> = {}): ContainerRecord =>
  containerRecord('web', number, changes);

/** A reading after `seconds` of a container that keeps `cores` of the four busy. */
const sample = (seconds: number, cores = 1): UsageSample => ({
  readAt: seconds * 1000,
  cpuNs: seconds * cores * 1e9,
  systemNs: seconds * 4e9,
  onlineCpus: 4,
  memoryBytes: 2e9,
  memoryLimitBytes: 8e9,
  networkBytes: undefined,
});

async function setup(...records: readonly ContainerRecord[]) {
  const world = new World();
  world.add('here', ...records);
  const usage = new UsageFeed(world.session, world.store, world.clock);
  const connection = await world.connected();
  const reads = (): readonly string[] => connection.calls.filter((call) => call.startsWith('usage'));
  const sampled = (seconds: number, ...of: readonly ContainerRecord[]): void => {
    connection.samples = new Map(of.map((record) => [record.containerId, sample(seconds)]));
  };
  const reading = (number = 1) => world.store.state.readings.get(`compose:shop/web#${number}`);
  return { world, clock: world.clock, usage, connection, reads, sampled, reading };
}

describe('the feed of usage readings', () => {
  it('reads nothing while nobody asks', async () => {
    const { clock, reads } = await setup(web(1));
    await clock.advance(60_000);
    assert.deepEqual([reads(), clock.pending], [[], []]);
  });

  it('reads nothing without a connection, and begins by itself once there is one', async () => {
    const world = new World();
    world.add('here', web(1));
    const usage = new UsageFeed(world.session, world.store, world.clock);
    usage.demand.acquire(5000);
    await world.clock.advance(60_000);
    assert.deepEqual([world.attempts, world.clock.pending], [[], []]);
    const connection = await world.connected();
    await world.clock.advance(0);
    assert.deepEqual(connection.calls.at(-1), 'usage web-1');
  });

  it('takes the second sample after a second and a half, and then goes by the shortest interval asked for', async () => {
    const { clock, usage, reads, world, sampled } = await setup(web(1));
    sampled(1, web(1));
    usage.demand.acquire(15_000);
    usage.demand.acquire(5000);
    const at: number[] = [];
    const begunAt = clock.now();
    world.store.onDidChange(() => {
      if (reads().length > at.length) at.push(clock.now() - begunAt);
    });
    await clock.advance(11_500);
    assert.deepEqual(at, [0, 1500, 6500, 11_500]);
    assert.equal(world.store.state.readingIntervalMs, 5000);
  });

  it('goes by the interval where there was nothing to sample', async () => {
    const { clock, usage, reads } = await setup(web(1));
    usage.demand.acquire(5000);
    await clock.advance(4999);
    assert.equal(reads().length, 1);
    await clock.advance(1);
    assert.equal(reads().length, 2);
  });

  it('slows down when the most eager one leaves', async () => {
    const { clock, usage, reads, world } = await setup(web(1));
    usage.demand.acquire(15_000);
    const eager = usage.demand.acquire(5000);
    await clock.advance(6_500);
    eager.dispose();
    assert.equal(world.store.state.readingIntervalMs, 15_000);
    const before = reads().length;
    await clock.advance(60_000);
    assert.ok([4, 5].includes(reads().length - before), `${reads().length - before} readings in a minute`);
  });

  it('stops when the last one leaves', async () => {
    const { clock, usage, reads, sampled } = await setup(web(1));
    sampled(1, web(1));
    const lease = usage.demand.acquire(5000);
    await clock.advance(2000);
    lease.dispose();
    assert.deepEqual(clock.pending, []);
    await clock.advance(60_000);
    assert.equal(reads().length, 2);
  });

  it('knows memory from the first sample on and CPU from the second', async () => {
    const { clock, usage, sampled, reading } = await setup(web(1));
    sampled(10, web(1));
    usage.demand.acquire(5000);
    await clock.advance(0);
    assert.deepEqual(reading(), { cpuPercent: undefined, memoryBytes: 2e9, memoryPercent: 25, at: clock.now() });
    sampled(12, web(1));
    await clock.advance(1500);
    assert.deepEqual([reading()?.cpuPercent, reading()?.at], [25, clock.now()]);
  });

  it('does not ask about replicas that do not run, and has no figures of them', async () => {
    const { clock, usage, sampled, reads, reading, connection } = await setup(
      web(1),
      web(2),
      web(3, { state: 'exited' }),
    );
    sampled(10, web(1), web(2), web(3));
    usage.demand.acquire(5000);
    await clock.advance(0);
    assert.deepEqual([reads(), reading(3)], [['usage web-1 web-2'], undefined]);
    connection.put(web(2, { state: 'exited' }));
    await clock.advance(1500);
    assert.deepEqual([reads().at(-1), reading(2)], ['usage web-1', undefined]);
  });

  it('keeps the figures of a replica that could not be read, with the time they are from', async () => {
    const { clock, usage, sampled, reading } = await setup(web(1), web(2));
    sampled(10, web(1), web(2));
    usage.demand.acquire(5000);
    await clock.advance(0);
    const [readAt, first] = [clock.now(), reading(2)];
    sampled(12, web(1));
    await clock.advance(1500);
    assert.deepEqual([reading(1)?.at, reading(2), first?.at], [readAt + 1500, first, readAt]);
  });

  it('goes on after a reading of the engine that threw', async () => {
    const { clock, usage, connection, reads, sampled, reading } = await setup(web(1));
    const readUsage = connection.readUsage.bind(connection);
    connection.readUsage = () => Promise.reject(new Error('broken statistics'));
    usage.demand.acquire(5000);
    assert.deepEqual(await uncaughtDuring(() => clock.advance(0)), []);
    connection.readUsage = readUsage;
    sampled(10, web(1));
    await clock.advance(5000);
    assert.ok(reads().length > 0);
    assert.equal(reading()?.memoryPercent, 25);
  });

  it('never has two readings under way', async () => {
    const { clock, usage, connection, reads } = await setup(web(1));
    const release = connection.hold('usage');
    usage.demand.acquire(2000);
    await clock.advance(30_000);
    usage.demand.acquire(1000);
    await clock.advance(30_000);
    assert.equal(reads().length, 1);
    release();
    await clock.advance(1500);
    assert.equal(reads().length, 2);
  });

  it('does not take two samples in quick succession because one more asks', async () => {
    const { clock, usage, reads, sampled } = await setup(web(1));
    sampled(1, web(1));
    usage.demand.acquire(15_000);
    await clock.advance(1500);
    assert.equal(reads().length, 2);
    await clock.advance(20);
    usage.demand.acquire(5000);
    await clock.advance(1000);
    assert.equal(reads().length, 2);
    await clock.advance(500);
    assert.equal(reads().length, 3);
  });

  it('drops a reading that is under way when the connection breaks, and compares no sample across the break', async () => {
    const { world, clock, usage, connection, sampled, reading } = await setup(web(1));
    sampled(10, web(1));
    usage.demand.acquire(5000);
    await clock.advance(0);
    const release = connection.hold('usage');
    sampled(12, web(1));
    await clock.advance(1500);
    connection.breakStream();
    await settle();
    const before = world.store.state.readings;
    world.prepare = (next) => (next.samples = new Map([[web(1).containerId, sample(20)]]));
    release();
    await settle();
    assert.equal(world.store.state.readings, before);
    await clock.advance(500);
    assert.deepEqual([world.connections.length, reading()?.cpuPercent], [2, undefined]);
    assert.equal(reading()?.at, clock.now());
  });

  it('shows nothing of the old context once another is pinned', async () => {
    const { world, clock, usage, connection, sampled } = await setup(web(1));
    world.add('there', web(1));
    sampled(10, web(1));
    usage.demand.acquire(5000);
    await clock.advance(0);
    const release = connection.hold('usage');
    await clock.advance(1500);
    await world.choice.pin('there');
    release();
    await settle();
    assert.deepEqual([world.phase, world.store.state.readings.size], ['connected', 0]);
    world.connection.samples = new Map([[web(1).containerId, sample(12)]]);
    await clock.advance(0);
    assert.deepEqual(world.store.state.readings.get('compose:shop/web#1')?.cpuPercent, undefined);
    assert.equal(world.store.state.readings.size, 1);
  });

  it('stops for good when the last one leaves at the very moment a reading is announced', async () => {
    const { world, clock, usage, reads } = await setup(web(1));
    const lease = usage.demand.acquire(5000);
    world.store.onDidChange(() => {
      if (reads().length === 1) lease.dispose();
    });
    await clock.advance(60_000);
    assert.deepEqual([reads().length, clock.pending], [1, []]);
  });

  it('leaves no timer and no listener behind when it is disposed', async () => {
    const { world, clock, usage, reads } = await setup(web(1));
    usage.demand.acquire(5000);
    await clock.advance(0);
    usage.dispose();
    world.store.update({});
    usage.demand.acquire(2000);
    await clock.advance(60_000);
    assert.deepEqual([reads().length, clock.pending], [1, []]);
  });
});
