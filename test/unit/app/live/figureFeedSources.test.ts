import assert from 'node:assert/strict';
import type { Metric, MetricSource } from '../../../../src/core/runbook/metric.js';
import { dockerContext } from '../support/world.js';
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
import { failure } from '../support/fakeConnection.js';
import { containerRecord } from '../../support/containerRecord.js';

const sql = (text: string, scale = 1): MetricSource => ({ from: 'postgres', query: text, scale });
const probe = (figure: 'p95' | 'errorRate' | 'timeouts'): MetricSource => ({ from: 'probe', figure });

/** One round of the metrics. */
async function read(...metrics: readonly Metric[]) {
  const made = await figureWorld(...metrics);
  return { ...made, go: async (ms = 0) => (made.feed.demand.acquire(), made.clock.advance(ms)) };
}

describe('where the feed of figures reads', () => {
  it('takes the first source that has a figure, in the unit of the metric', async () => {
    const { go, sources, figure } = await read(
      metric('a', ['web'], query('a', 1000), json('a')),
      metric('b', ['web'], query('b'), json('b', 'http://user:pw@jobs/m?token=t', 60)),
    );
    sources.onPrometheus = (text) => (text === 'a' ? number(0.25) : nothing('unreachable'));
    sources.onJson = () => number(2);
    await go();
    assert.deepEqual([figure('a')?.value, figure('a')?.source], [250, 'Prometheus']);
    assert.deepEqual([figure('b')?.value, figure('b')?.source, figure('b')?.problem], [120, 'http://jobs/m', '']);
    assert.ok(!sources.asked.includes('json http://jobs/m a'));
  });

  it('says why each of them has none, and never makes it zero', async () => {
    const { go, sources, figure } = await read(
      metric('a', ['web'], query('a'), json('a')),
      metric('b', ['web'], query('b')),
      metric('c', ['web']),
    );
    sources.onPrometheus = () => nothing('absent', 'no series');
    sources.onJson = () => nothing('no-figure', 'a is a text');
    await go();
    const { value, complete, problem, source } = figure('a') ?? {};
    assert.deepEqual([value, complete, source], [undefined, false, 'Prometheus']);
    assert.equal(problem, 'Prometheus: no series; http://jobs/m: a is a text');
    assert.equal(figure('b')?.problem, 'no series');
    assert.equal(figure('c'), undefined);
  });

  it('has no figure where scaling makes it no number', async () => {
    const { go, sources, figure } = await read(metric('a', ['web'], query('a', 1e300)));
    sources.onPrometheus = () => number(1e300);
    await go();
    assert.deepEqual([figure('a')?.value, figure('a')?.complete], [undefined, false]);
    assert.notEqual(figure('a')?.problem, '');
  });

  it('asks no more of a server that cannot be reached, within one round', async () => {
    const many = Array.from({ length: 20 }, (_, index) => metric(`m${index}`, ['web'], query(`q${index}`)));
    const { go, sources, world, clock } = await read(...many);
    sources.onPrometheus = () => nothing('unreachable', 'down');
    await go();
    assert.equal(sources.asked.length, 6);
    const problems = [...world.store.state.figures.values()].map(({ problem }) => problem);
    assert.deepEqual([...new Set(problems)], ['down']);
    await clock.advance(15_000);
    assert.equal(sources.asked.length, 12);
  });

  it('takes no series for zero only while the service itself is scraped', async () => {
    const errors = metric('errors', ['web'], query('errors', 100, true));
    const strict = metric('strict', ['web'], query('strict', 100, false));
    const { go, sources, figure, clock } = await read(errors, strict);
    let up = number(3, 42);
    sources.onPrometheus = (text) => (text === 'sum(up{job="web"})' ? up : nothing('absent', 'no series'));
    await go();
    assert.deepEqual([figure('errors')?.value, figure('errors')?.sourceAt], [0, 42]);
    assert.equal(figure('strict')?.value, undefined);
    for (up of [number(0), nothing('absent'), nothing('unreachable')]) {
      await clock.advance(15_000);
      assert.equal(figure('errors')?.value, undefined);
      assert.match(figure('errors')?.problem ?? '', /no series/);
    }
  });

  it('does not take a figure that could not be had for zero, whatever is scraped', async () => {
    for (const why of ['unreachable', 'no-figure'] as const) {
      const { go, sources, figure } = await read(metric('errors', ['web'], query('errors', 1, true)));
      sources.onPrometheus = (text) => (text === 'sum(up{job="web"})' ? number(3) : nothing(why));
      await go();
      assert.equal(figure('errors')?.value, undefined);
      assert.deepEqual(sources.asked, ['prometheus http://prometheus:9090 errors']);
    }
  });

  it('asks with the credentials of the server, and not without where they are needed', async () => {
    const { go, sources, set, secrets, figure, clock } = await read(metric('a', ['web'], query('a')));
    const prometheus = { url: 'http://localhost:9090', auth: 'bearer' } as const;
    set.runbook = runbookOfMetrics(set.runbook.metrics, { prometheus });
    await go();
    assert.deepEqual([sources.asked, figure('a')?.problem], [[], 'no token is stored for it']);
    secrets.set('prometheus:http://localhost:9090', 's3cret');
    await clock.advance(15_000);
    assert.deepEqual(sources.accesses, [
      { url: 'http://localhost:9090', credentials: { auth: 'bearer', secret: 's3cret' } },
    ]);
    assert.ok(!JSON.stringify([...sources.asked, figure('a')]).includes('s3cret'));
  });

  it('goes to the machine of the engine where an address says localhost', async () => {
    const { go, world, sources, set, secrets, figure } = await read(
      metric('a', ['web'], query('a')),
      metric('b', ['web'], json('b', 'http://localhost:3001/m')),
      metric('c', ['web'], json('c', 'http://elsewhere/m')),
      metric('d', ['web'], probe('p95')),
      metric('e', ['web'], json('e', 'file:///etc/passwd')),
    );
    const tcp = { transport: 'tcp', host: '10.0.0.5', port: 2376, tls: undefined, raw: 'tcp://10.0.0.5:2376' } as const;
    set.runbook = runbookOfMetrics(set.runbook.metrics, {
      prometheus: { url: 'http://127.0.0.1:9090', auth: 'basic' },
      services: [service('web', 'http://localhost:3000/health')],
    });
    world.contexts = { ...world.contexts, contexts: [dockerContext('here'), dockerContext('there', tcp)] };
    world.add('there', containerRecord('web', 1));
    await world.choice.pin('there');
    // What is kept for this machine's own address is not for that one.
    secrets.set('prometheus:http://127.0.0.1:9090', 'of this machine');
    secrets.set('prometheus:http://10.0.0.5:9090/', 'ann:pw');
    await go();
    assert.deepEqual([...sources.asked].sort(), [
      'json http://10.0.0.5:3001/m b',
      'json http://elsewhere/m c',
      'probe http://10.0.0.5:3000/health',
      'prometheus http://10.0.0.5:9090/ a',
    ]);
    assert.match(figure('e')?.problem ?? '', /not one of http or https/);
  });

  it('puts no name into a query that is not a plain one', async () => {
    const { go, world, sources } = await read(metric('a', 'all', query('x{n="{{service}}"}')));
    world.connection.put(containerRecord('a"} or vector(0) #', 1));
    await world.clock.advance(200);
    await go();
    assert.deepEqual([...sources.asked].sort(), [
      'prometheus http://prometheus:9090 x{n="db"}',
      'prometheus http://prometheus:9090 x{n="web"}',
    ]);
    const figure = [...world.store.state.figures.values()].find(({ serviceId }) => serviceId.includes('vector'));
    assert.match(figure?.problem ?? '', /cannot stand in a query/);
  });

  it('asks a database in its container, one statement after the other', async () => {
    const texts = ['SELECT 1', 'SHOW max_connections', 'DELETE FROM jobs', '\\! reboot'];
    const { go, clock, connection, figure } = await read(
      ...texts.map((text, index) => metric(`m${index}`, ['web'], sql(text, 10))),
      metric('again', ['db'], sql('SELECT 1')),
    );
    connection.onExec = (command, { env, timeoutMs, maxBytes }) => {
      assert.match(env['PGOPTIONS'] ?? '', /read_only=on/);
      assert.ok(timeoutMs <= 10_000 && maxBytes <= 64 * 1024);
      return { exitCode: 0, stdout: command.at(-1) === 'SELECT 1' ? '41\n' : '100|x\n', stderr: '' };
    };
    const release = connection.hold('exec');
    await go(50);
    assert.deepEqual(
      connection.calls.filter((call) => call.startsWith('exec')),
      ['exec db-1 SELECT 1'],
    );
    release();
    await clock.advance(50);
    const execs = connection.calls.filter((call) => call.startsWith('exec'));
    assert.deepEqual(execs, ['exec db-1 SELECT 1', 'exec db-1 SHOW max_connections']);
    assert.deepEqual(
      ['m0', 'm1', 'm2', 'm3'].map((id) => figure(id)?.value),
      [410, 1000, undefined, undefined],
    );
    assert.deepEqual([figure('again', 'db')?.value, figure('m0')?.source], [41, 'PostgreSQL']);
  });

  it('tells what is wrong with a database, and asks it nothing more in that round', async () => {
    const metrics = [metric('a', ['web'], sql('SELECT 1')), metric('b', ['web'], sql('SELECT 2'))];
    const execs = (calls: readonly string[]): number => calls.filter((call) => call.startsWith('exec')).length;
    const late = await read(...metrics);
    late.connection.failures.set('exec', failure('timed-out'));
    await late.go(50);
    assert.deepEqual(
      ['a', 'b'].map((id) => late.figure(id)?.problem),
      Array(2).fill('no answer within 10 s'),
    );
    assert.equal(execs(late.connection.calls), 1);
    const full = await read(...metrics);
    full.connection.onExec = () => ({ exitCode: 2, stdout: '', stderr: 'psql: error: FATAL:  too many clients\nmore' });
    await full.go(50);
    assert.equal(full.figure('b')?.problem, 'psql: error: FATAL:  too many clients');
    assert.equal(execs(full.connection.calls), 1);
    const wrong = await read(...metrics);
    wrong.connection.onExec = (command) =>
      command.at(-1) === 'SELECT 1'
        ? { exitCode: 1, stdout: '', stderr: 'ERROR:  no such table' }
        : { exitCode: 0, stdout: '2', stderr: '' };
    await wrong.go(50);
    assert.deepEqual([wrong.figure('a')?.problem, wrong.figure('b')?.value], ['ERROR:  no such table', 2]);
    const gone = await read(...metrics);
    gone.connection.put(containerRecord('db', 1, { state: 'exited' }));
    await gone.clock.advance(200);
    await gone.go(50);
    assert.deepEqual([gone.figure('a')?.problem, execs(gone.connection.calls)], ['no replica of db runs', 0]);
  });

  it('asks health URLs where nobody else measures, and has a figure from five answers on', async () => {
    const { go, sources, set, figure, clock } = await read(
      metric('p95', ['web'], query('p95'), probe('p95')),
      metric('errors', ['web'], probe('errorRate')),
      metric('other', ['web'], query('other'), probe('p95')),
    );
    set.runbook = runbookOfMetrics(set.runbook.metrics, { services: [service('web', 'http://web/health')] });
    sources.onPrometheus = (text) => (text === 'other' ? number(7) : nothing('absent'));
    let durationMs = 0;
    sources.onProbe = () => ({ status: 200, durationMs: (durationMs += 100), timedOut: false, problem: '' });
    const probes = (): number => sources.asked.filter((question) => question.startsWith('probe')).length;
    await go();
    assert.equal(probes(), 1);
    assert.match(figure('p95')?.problem ?? '', /still collecting: 1 of/);
    await clock.advance(45_000);
    assert.equal(figure('p95')?.value, undefined);
    await clock.advance(15_000);
    assert.deepEqual([figure('p95')?.value, figure('errors')?.value, figure('p95')?.source], [500, 0, 'probe']);
    await clock.advance(600_000);
    assert.deepEqual([probes(), figure('p95')?.value], [45, 4500 - 100]);
  });

  it('keeps what it has collected while nobody looks, and believes none of it after five minutes', async () => {
    const { world, sources, set, figure, clock, feed } = await figureWorld(
      metric('errors', ['web'], probe('errorRate')),
    );
    set.runbook = runbookOfMetrics(set.runbook.metrics, { services: [service('web', 'http://web/health')] });
    const first = feed.demand.acquire();
    await clock.advance(60_000);
    first.dispose();
    await clock.advance(60_000);
    const second = feed.demand.acquire();
    await clock.advance(0);
    assert.equal(figure('errors')?.value, 0);
    second.dispose();
    await clock.advance(300_000);
    feed.demand.acquire();
    await clock.advance(0);
    assert.match(figure('errors')?.problem ?? '', /still collecting: 1 of/);
    world.add('there', containerRecord('web', 1));
    await clock.advance(60_000);
    assert.equal(figure('errors')?.value, 0);
    await world.choice.pin('there');
    await clock.advance(0);
    assert.match(figure('errors')?.problem ?? '', /still collecting: 1 of/, 'another engine, another service');
    assert.ok(sources.asked.length > 10);
  });

  it('does not hold a question that was called off against the service', async () => {
    const { sources, set, figure, clock, feed } = await figureWorld(metric('errors', ['web'], probe('errorRate')));
    set.runbook = runbookOfMetrics(set.runbook.metrics, { services: [service('web', 'http://web/health')] });
    const release = sources.hold();
    sources.onProbe = () => ({ status: undefined, durationMs: 3, timedOut: false, problem: 'cancelled' });
    const lease = feed.demand.acquire();
    await clock.advance(0);
    lease.dispose();
    release();
    await clock.advance(0);
    sources.onProbe = () => ({ status: 200, durationMs: 20, timedOut: false, problem: '' });
    feed.demand.acquire();
    await clock.advance(0);
    assert.match(figure('errors')?.problem ?? '', /still collecting: 1 of/);
  });

  it('takes what the engine tells where it comes first', async () => {
    const docker = { from: 'docker', figure: 'cpuAverage' } as const;
    const growth = { from: 'docker', figure: 'memoryGrowth' } as const;
    const { go, world, figure, sources, clock } = await read(
      metric('cpu', ['web'], docker, query('cpu')),
      metric('growth', ['web'], growth, query('growth')),
    );
    const at = world.clock.now();
    const usage = { cpuPercent: 42, memoryBytes: 1, memoryPercent: 1, at };
    world.store.update({ readings: new Map([['compose:shop/web#1', usage]]) });
    await go();
    assert.deepEqual(
      [figure('cpu')?.value, figure('cpu')?.source, figure('growth')?.source],
      [42, 'Docker', 'Prometheus'],
    );
    assert.deepEqual(sources.asked, ['prometheus http://prometheus:9090 growth']);
    // By the next round the reading is too old to count.
    await clock.advance(30_000);
    assert.deepEqual([figure('cpu')?.value, figure('cpu')?.source], [1, 'Prometheus']);
  });
});
