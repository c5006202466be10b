import { Demand } from '../../../../src/app/live/demand.js';
import assert from 'node:assert/strict';
import { containerRecord } from '../../support/containerRecord.js';
import {
  figureWorld,
  json,
  metric,
  nothing,
  number,
  query,
  runbookOfMetrics,
  service,
} from '../support/figureWorld.js';
import { settle } from '../support/manualClock.js';
import { World } from '../support/world.js';
import { FigureFeed } from '../../../../src/app/live/figureFeed.js';

const users = metric('users', ['web'], query('users'));
const jobs = (id: string, path: string) => metric(id, ['web'], json(path));

describe('the feed of figures', () => {
  it('reads nothing while nobody needs it', async () => {
    const { clock, sources } = await figureWorld(users);
    await clock.advance(60_000);
    assert.deepEqual([sources.asked, clock.pending], [[], []]);
  });

  it('reads every fifteen seconds, and tells value, source and times', async () => {
    const { clock, sources, feed, figure } = await figureWorld(users);
    sources.onPrometheus = () => number(263, 77);
    feed.demand.acquire();
    await clock.advance(0);
    assert.deepEqual(figure('users'), {
      serviceId: 'compose:shop/web',
      metric: 'users',
      value: 263,
      complete: true,
      at: clock.now(),
      sourceAt: 77,
      source: 'Prometheus',
      problem: '',
      earlier: [],
    });
    await clock.advance(14_999);
    assert.equal(sources.asked.length, 1);
    await clock.advance(1);
    assert.equal(sources.asked.length, 2);
    assert.equal(figure('users')?.at, clock.now());
    await clock.advance(60_000);
    assert.equal(sources.asked.length, 6);
  });

  it('is not complete where the source says that something is missing', async () => {
    const { clock, sources, feed, figure } = await figureWorld(users);
    sources.onPrometheus = () => ({ value: 5, sourceAt: 1, partial: true });
    feed.demand.acquire();
    await clock.advance(0);
    assert.deepEqual([figure('users')?.value, figure('users')?.complete], [5, false]);
  });

  it('does not read more often for being needed by more', async () => {
    const { clock, sources, feed, world } = await figureWorld(users);
    const leases = [feed.demand.acquire()];
    await clock.advance(0);
    leases.push(feed.demand.acquire(), feed.demand.acquire());
    world.store.update({});
    leases.pop()?.dispose();
    await clock.advance(14_000);
    assert.equal(sources.asked.length, 1);
  });

  it('stops when the last one leaves, and forgets an answer that is still to come', async () => {
    const { clock, sources, feed, figure } = await figureWorld(users);
    const lease = feed.demand.acquire();
    const release = sources.hold();
    await clock.advance(0);
    lease.dispose();
    release();
    await clock.advance(60_000);
    assert.deepEqual([sources.asked.length, figure('users'), clock.pending], [1, undefined, []]);
    feed.demand.acquire();
    await clock.advance(0);
    assert.equal(figure('users')?.value, 1);
  });

  it('tells those who are asked that nobody waits any more', async () => {
    const { clock, sources, feed } = await figureWorld(users);
    const signals: AbortSignal[] = [];
    sources.onSignal = (signal) => void signals.push(signal);
    const lease = feed.demand.acquire();
    sources.hold();
    await clock.advance(0);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false],
    );
    lease.dispose();
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
  });

  it('stops for good when the last one leaves at the very moment a figure is told', async () => {
    const { world, clock, sources, feed } = await figureWorld(users);
    const lease = feed.demand.acquire();
    world.store.onDidChange(({ figures }) => {
      if (figures.size > 0) lease.dispose();
    });
    await clock.advance(60_000);
    assert.deepEqual([sources.asked.length, clock.pending], [1, []]);
  });

  it('never reads twice at once: a slow round delays the next', async () => {
    const { clock, sources, feed } = await figureWorld(users);
    feed.demand.acquire();
    const release = sources.hold();
    await clock.advance(40_000);
    assert.equal(sources.asked.length, 1);
    release();
    await clock.advance(0);
    await clock.advance(0);
    assert.equal(sources.asked.length, 2);
    await clock.advance(14_000);
    assert.equal(sources.asked.length, 2);
  });

  it('shows what is there while something slow is still to come', async () => {
    const { clock, sources, feed, figure } = await figureWorld(users, jobs('waiting', 'waiting'));
    const json = sources.json.bind(sources);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    sources.json = (...question) => held.then(() => json(...question));
    feed.demand.acquire();
    await clock.advance(500);
    assert.deepEqual([figure('users')?.value, figure('waiting')], [1, undefined]);
    release();
    await clock.advance(0);
    assert.equal(figure('waiting')?.value, 1);
    const readAt = figure('waiting')?.at;
    sources.json = () => new Promise(() => undefined);
    sources.onPrometheus = () => number(2);
    await clock.advance(16_000);
    assert.deepEqual([figure('users')?.value, figure('waiting')?.value, figure('waiting')?.at], [2, 1, readAt]);
  });

  it('asks six at once and no more', async () => {
    const many = Array.from({ length: 20 }, (_, index) => metric(`m${index}`, ['web'], query(`q${index}`)));
    const { clock, sources, feed, world } = await figureWorld(...many);
    feed.demand.acquire();
    const release = sources.hold();
    await clock.advance(0);
    assert.equal(sources.asked.length, 6);
    release();
    await clock.advance(0);
    assert.deepEqual([sources.asked.length, sources.mostRunning], [20, 6]);
    assert.equal(world.store.state.figures.size, 20);
  });

  it('asks each query and each address once, whoever wants it', async () => {
    const template = metric('cpu', ['web', 'db'], query('cpu{name="{{service}}"}'));
    const total = metric('total', ['web', 'db'], query('sum(cpu)'));
    const { clock, sources, feed, figure } = await figureWorld(
      ...[template, total, jobs('waiting', 'waiting'), jobs('wait', 'recent.0')],
    );
    sources.onPrometheus = (text) => number(text.length);
    sources.onJson = (_url, path) => number(path.length);
    feed.demand.acquire();
    await clock.advance(0);
    assert.deepEqual([...sources.asked].sort(), [
      'json http://jobs/m waiting recent.0',
      'prometheus http://prometheus:9090 cpu{name="db"}',
      'prometheus http://prometheus:9090 cpu{name="web"}',
      'prometheus http://prometheus:9090 sum(cpu)',
    ]);
    assert.deepEqual(
      [figure('cpu'), figure('cpu', 'db'), figure('total', 'db'), figure('waiting'), figure('wait')].map(
        (one) => one?.value,
      ),
      [15, 14, 8, 7, 8],
    );
    assert.equal(figure('wait')?.source, 'http://jobs/m');
  });

  it('reads of every service that a metric is for, there or not, and of no other', async () => {
    const { clock, feed, world, set } = await figureWorld(metric('load', 'all', query('load')));
    set.runbook = runbookOfMetrics([metric('load', 'all', query('load')), metric('jobs', ['worker'], query('jobs'))], {
      services: [service('worker')],
    });
    feed.demand.acquire();
    await clock.advance(0);
    assert.deepEqual([...world.store.state.figures.keys()].sort(), [
      'compose:shop/db|load',
      'compose:shop/web|load',
      'compose:shop/worker|jobs',
      'compose:shop/worker|load',
    ]);
  });

  it('asks nobody for a stack that has ended, nor for what the engine alone tells', async () => {
    const docker = metric('cpu', 'all', { from: 'docker', figure: 'cpuAverage' });
    const { clock, feed, sources, world, connection, set } = await figureWorld(docker);
    feed.demand.acquire();
    await clock.advance(0);
    assert.deepEqual([sources.asked, world.store.state.figures.size], [[], 0]);
    set.runbook = runbookOfMetrics([users]);
    await clock.advance(15_000);
    assert.equal(world.store.state.figures.size, 1);
    const state = 'exited' as const;
    connection.put(containerRecord('web', 1, { state }), containerRecord('db', 1, { state }));
    await clock.advance(15_000);
    assert.deepEqual([sources.asked.length, world.store.state.figures.size], [1, 0]);
  });

  it('begins with a connection, stops without, and shows nothing of another context', async () => {
    const { world, clock, sources, feed, figure } = await figureWorld(users);
    feed.demand.acquire();
    await clock.advance(0);
    assert.equal(figure('users')?.value, 1);
    world.add('there', containerRecord('web', 1));
    sources.onPrometheus = () => nothing('absent');
    await world.choice.pin('there');
    assert.equal(world.store.state.figures.size, 0);
    await clock.advance(0);
    assert.equal(figure('users')?.value, undefined);
    assert.equal(sources.asked.length, 2);
    world.connection.breakStream();
    await settle();
    assert.notEqual(world.phase, 'connected');
    world.refusal = { reason: 'no-engine', address: '', detail: '' };
    await clock.advance(60_000);
    assert.equal(sources.asked.length, 2);
  });

  it('waits for a connection that is still to come', async () => {
    const world = new World();
    world.add('here', containerRecord('web', 1));
    const { sources } = await figureWorld();
    const feed = new FigureFeed(
      new Demand(),
      world.session,
      world.store,
      world.clock,
      () => runbookOfMetrics([users]),
      () => Promise.resolve(sources),
      { get: () => Promise.resolve(undefined) },
    );
    feed.demand.acquire();
    await world.clock.advance(60_000);
    assert.deepEqual([world.attempts, world.clock.pending], [[], []]);
    await world.connected();
    await world.clock.advance(0);
    assert.equal(sources.asked.length, 1);
  });

  it('leaves no timer and no listener behind when it is disposed of', async () => {
    const { world, clock, sources, feed } = await figureWorld(users);
    feed.demand.acquire();
    await clock.advance(0);
    feed.dispose();
    world.store.update({});
    feed.demand.acquire();
    await clock.advance(60_000);
    assert.deepEqual([sources.asked.length, clock.pending], [1, []]);
  });

  it('says so when the sources cannot be loaded, and tries again', async () => {
    const { world, clock, sources, figure } = await figureWorld();
    let loads = 0;
    const load = () => (++loads === 1 ? Promise.reject(new Error('no such bundle')) : Promise.resolve(sources));
    const secrets = { get: () => Promise.resolve(undefined) };
    const feed = new FigureFeed(
      new Demand(),
      world.session,
      world.store,
      clock,
      () => runbookOfMetrics([users]),
      load,
      secrets,
    );
    feed.demand.acquire();
    await clock.advance(0);
    assert.deepEqual([figure('users')?.value, figure('users')?.problem], [undefined, 'no such bundle']);
    await clock.advance(15_000);
    assert.equal(figure('users')?.value, 1);
  });
});
