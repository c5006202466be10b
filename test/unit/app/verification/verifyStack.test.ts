import assert from 'node:assert/strict';
import { WantedCounts } from '../../../../src/app/operations/wantedCounts.js';
import type { HttpAnswer } from '../../../../src/app/ports.js';
import { onEnginesMachine } from '../../../../src/app/onEnginesMachine.js';
import { VerifyStack } from '../../../../src/app/verification/verifyStack.js';
import type { Endpoint } from '../../../../src/core/connection/dockerContext.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { overallVerdict, type Check, type VerificationReport } from '../../../../src/core/verification/verification.js';
import { fail, ok, type Result } from '../../../../src/util/result.js';
import { containerRecord } from '../../support/containerRecord.js';
import { failure } from '../support/fakeConnection.js';
import { settle } from '../support/manualClock.js';
import { valueOf, watch } from '../support/watch.js';
import { dockerContext, World } from '../support/world.js';

const stackId = 'compose:up-schedule-generator';
const of = (service: string, number: number, changes: Partial<ContainerRecord> = {}): ContainerRecord =>
  containerRecord(service, number, { project: 'up-schedule-generator', ...changes });
const sound = [of('frontend', 1), of('backend', 1), of('pdf-worker', 1), of('pdf-worker', 2), of('redis', 1)];
const never = new AbortController().signal;

function setup(records: readonly ContainerRecord[] = sound) {
  const world = new World();
  world.add('here', ...records);
  const asked: string[] = [];
  const probe = {
    load: (): Promise<void> => Promise.resolve(),
    get: (_url: string): Promise<Result<HttpAnswer, string>> => Promise.resolve(ok({ status: 200, durationMs: 3 })),
  };
  const loaded = {
    get: (url: string, timeoutMs: number): Promise<Result<HttpAnswer, string>> => {
      asked.push(`${url} ${timeoutMs}`);
      return probe.get(url);
    },
  };
  const wanted = new WantedCounts(world.memory);
  const load = () => probe.load().then(() => loaded);
  const verify = new VerifyStack(world.session, world.store, wanted, load, world.clock);
  const report = async (signal = never): Promise<VerificationReport> => {
    const result = await valueOf(verify.run(stackId, signal));
    assert.ok(result.ok);
    return result.value;
  };
  return { world, verify, probe, asked, wanted, report };
}

const verdicts = (checks: readonly Check[]): readonly string[] =>
  checks.map(({ check, service, verdict }) => `${service} ${check} ${verdict}`);

describe('verifying a stack', () => {
  it('checks replicas and counts in the order of the runbook, then the health URLs, and passes when all is well', async () => {
    const { world, report, asked } = setup();
    const { checks, context, stack } = await report();
    assert.deepEqual([stack, context, overallVerdict(checks)], ['up-schedule-generator', 'here', 'pass']);
    assert.deepEqual(verdicts(checks), [
      'frontend replicas-healthy pass',
      'frontend count-as-wanted pass',
      'backend replicas-healthy pass',
      'backend count-as-wanted pass',
      'pdf-worker replicas-healthy pass',
      'pdf-worker count-as-wanted pass',
      'redis replicas-healthy pass',
      'frontend health-url pass',
      'backend health-url pass',
    ]);
    assert.deepEqual([...new Set(asked)], ['http://localhost:3000/ 5000', 'http://localhost:3001/health 5000']);
    assert.equal(asked.length, 20, 'ten requests make an average');
    assert.equal(world.session.demand.wanted, false);
  });

  it('looks at the engine anew', async () => {
    const { world, report } = setup();
    await world.connected();
    world.add('here', of('backend', 1, { health: 'unhealthy' }));
    assert.ok(verdicts((await report()).checks).includes('backend replicas-healthy fail'));
  });

  it('fails when the count is not the one last set here', async () => {
    const { wanted, report } = setup();
    await wanted.set('there', `${stackId}/backend`, 4);
    assert.equal(overallVerdict((await report()).checks), 'pass');
    await wanted.set('here', `${stackId}/backend`, 4);
    assert.ok(verdicts((await report()).checks).includes('backend count-as-wanted fail'));
  });

  it('fails where the average is over what the runbook allows', async () => {
    const { probe, report } = setup();
    const durations = [...Array<number>(9).fill(400), 1500];
    let asked = 0;
    probe.get = (url) => {
      const durationMs = url.includes('3001') ? (durations[asked++ % 10] ?? 0) : 900;
      return Promise.resolve(ok({ status: 200, durationMs }));
    };
    const urls = (await report()).checks.filter((check) => check.check === 'health-url');
    assert.deepEqual(
      urls.map(({ service, verdict, durationMs, averageBelowMs }) => [service, verdict, durationMs, averageBelowMs]),
      [
        ['frontend', 'pass', 900, 1000],
        ['backend', 'fail', 510, 500],
      ],
    );
  });

  for (const [title, answer] of [
    ['an answer other than 200', ok({ status: 503, durationMs: 3 })],
    ['a redirect', ok({ status: 302, durationMs: 3 })],
    ['no answer', fail('ECONNREFUSED')],
  ] as const) {
    it(`fails on ${title} of a health URL`, async () => {
      const { probe, report } = setup();
      probe.get = () => Promise.resolve(answer);
      const urls = (await report()).checks.filter((check) => check.check === 'health-url');
      assert.deepEqual(
        urls.map(({ verdict, status, problem }) => [verdict, status, problem]),
        Array(2).fill(answer.ok ? ['fail', answer.value.status, ''] : ['fail', undefined, answer.error]),
      );
    });
  }

  it('leaves unknown what it was cancelled before', async () => {
    const { probe, report } = setup();
    const stopper = new AbortController();
    probe.get = () => {
      stopper.abort();
      return Promise.resolve(fail('cancelled'));
    };
    const { checks } = await report(stopper.signal);
    assert.ok(verdicts(checks).includes('backend health-url unknown'));
    assert.equal(overallVerdict(checks), 'unknown');
  });

  it('leaves unknown what it cannot ask because of a fault of its own', async () => {
    const { probe, report, world } = setup();
    probe.load = () => Promise.reject(new Error('broken bundle'));
    const { checks } = await report();
    assert.equal(overallVerdict(checks), 'unknown');
    assert.equal(world.session.demand.wanted, false);
  });

  it('asks no URL of this machine when the engine is on another one', async () => {
    const { world, report, asked } = setup();
    const endpoint: Endpoint = {
      transport: 'tcp',
      host: 'fd00::5',
      port: 2376,
      tls: undefined,
      raw: 'tcp://[fd00::5]',
    };
    world.contexts = { ...world.contexts, contexts: [dockerContext('here', endpoint)] };
    await report();
    assert.deepEqual([...new Set(asked)], ['http://[fd00::5]:3000/ 5000', 'http://[fd00::5]:3001/health 5000']);
  });

  it('cannot be done without a connection, a list or the stack, and says which', async () => {
    const { world, verify } = setup();
    assert.deepEqual(await valueOf(verify.run('compose:blog', never)), {
      ok: false,
      error: { reason: 'no-stack', stack: 'compose:blog' },
    });
    world.connection.failures.set('list', failure('timed-out'));
    const unlisted = await valueOf(verify.run(stackId, never));
    assert.deepEqual(unlisted, { ok: false, error: { reason: 'engine', failure: failure('timed-out') } });
    world.refusal = failure('no-engine');
    world.connection.breakStream();
    await settle();
    const waiting = watch(verify.run(stackId, never));
    await world.clock.advance(500);
    assert.deepEqual(waiting.value, { ok: false, error: { reason: 'engine', failure: failure('no-engine') } });
    assert.equal(world.session.demand.wanted, false);
  });

  it('is over at once when it is cancelled while it connects', async () => {
    const { world, verify } = setup();
    world.prepare = (connection) => (connection.opensAtOnce = false);
    const stopper = new AbortController();
    const waiting = watch(verify.run(stackId, stopper.signal));
    await settle();
    stopper.abort();
    await settle();
    const { value } = waiting;
    assert.equal(value?.ok === false && value.error.reason === 'engine' && value.error.failure.reason, 'cancelled');
  });
});

describe("a health URL on the engine's machine", () => {
  const tcp = (host: string): Endpoint => ({
    transport: 'tcp',
    host,
    port: 2376,
    tls: undefined,
    raw: `tcp://${host}`,
  });
  const ssh = (host: string): Endpoint => ({
    transport: 'ssh',
    host,
    port: undefined,
    user: 'me',
    raw: `ssh://me@${host}`,
  });
  const unix: Endpoint = { transport: 'unix', path: '/docker.sock', raw: 'unix:///docker.sock' };
  const cases: readonly (readonly [string, Endpoint, string | undefined])[] = [
    ['http://localhost:3001/health?deep=1', tcp('docker.example'), 'http://docker.example:3001/health?deep=1'],
    ['https://localhost/health', tcp('docker.example'), 'https://docker.example/health'],
    ['https://127.0.0.1:8443/', ssh('10.0.0.5'), 'https://10.0.0.5:8443/'],
    ['http://[::1]:3000/', ssh('10.0.0.5'), 'http://10.0.0.5:3000/'],
    ['http://localhost:3000/', tcp('fd00::5'), 'http://[fd00::5]:3000/'],
    ['http://shop.example:3000/', tcp('docker.example'), 'http://shop.example:3000/'],
    ['http://localhost:3000/', unix, 'http://localhost:3000/'],
    ['http://localhost:3000/', tcp('127.0.0.1'), 'http://localhost:3000/'],
    ['http://localhost:3000/', tcp('::1'), 'http://localhost:3000/'],
    ['http://localhost:3000/', tcp('no host'), undefined],
  ];
  for (const [url, endpoint, expected] of cases) {
    it(`is ${expected ?? 'not to be had'} for ${url} by ${endpoint.raw}`, () => {
      assert.equal(onEnginesMachine(url, dockerContext('here', endpoint)), expected);
    });
  }

  it("never stays this machine's for an engine elsewhere, whatever that one is called", () => {
    for (const host of ['fe80::1%eth0', 'a b', '', '[', 'x/y', '::ffff:10.0.0.1']) {
      const url = onEnginesMachine('http://localhost:3000/', dockerContext('here', tcp(host)));
      assert.doesNotMatch(url ?? '', /localhost|127\.0\.0\.1/, host);
    }
  });
});
