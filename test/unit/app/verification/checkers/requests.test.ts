import assert from 'node:assert/strict';
import { checkBalancerList, checkSticky } from '../../../../../src/app/verification/checkers/balancer.js';
import { checkHealthUrl } from '../../../../../src/app/verification/checkers/healthUrl.js';
import { checkLoadSpread } from '../../../../../src/app/verification/checkers/loadSpread.js';
import { checkResponseTime } from '../../../../../src/app/verification/checkers/responseTime.js';
import type { Runbook } from '../../../../../src/core/runbook/runbook.js';
import type { UsageSample } from '../../../../../src/core/policy/usageSample.js';
import { fail, ok } from '../../../../../src/util/result.js';
import { endedOperation } from '../../../support/teamOperations.js';
import { dockerContext } from '../../support/world.js';
import { answer, neverAborted, plan, teamReplica, VerificationWorld } from '../../support/verificationWorld.js';

const backends = [1, 2, 3].map((number) => teamReplica('backend', number));
const frontend = teamReplica('frontend', 1);
const hostname = (number: number): string => (backends[number - 1]?.containerId ?? '').slice(0, 12);

/** As the balancer would send them on. */
const inTurn = (world: VerificationWorld, ...numbers: readonly number[]): void => {
  let sent = 0;
  world.onSend = () => answer(200, JSON.stringify({ hostname: hostname(numbers[sent++ % numbers.length] ?? 1) }));
};

describe('health URLs', () => {
  it('are asked five times each, each time anew, where the stack runs', async () => {
    const world = new VerificationWorld(...backends, frontend);
    const endpoint = { transport: 'tcp', host: '10.0.0.9', port: 2376, tls: undefined, raw: 'tcp://10.0.0.9' } as const;
    world.contexts = { ...world.contexts, contexts: [dockerContext('here', endpoint)] };
    const ground = await world.ground();
    const { verdict, facts } = await checkHealthUrl(plan('health-url', 'backend'), ground, neverAborted);
    assert.equal(verdict, 'pass');
    assert.deepEqual(
      world.sent.map(({ url }) => url),
      Array(5).fill('http://10.0.0.9:3001/health'),
    );
    assert.ok(
      world.sent.every(
        ({ freshConnection, method, timeoutMs }) => freshConnection && method === 'GET' && timeoutMs === 5000,
      ),
    );
    assert.deepEqual(
      facts.map(({ of }) => of),
      ['http://localhost:3001/health'],
    );
  });

  it('fail by one answer of the five, with what it said', async () => {
    const world = new VerificationWorld(...backends, frontend);
    let sent = 0;
    world.onSend = () => (++sent === 4 ? answer(503, 'draining') : answer(200, 'fine'));
    const { verdict, facts } = await checkHealthUrl(plan('health-url', 'backend'), await world.ground(), neverAborted);
    assert.deepEqual([verdict, facts[0]?.value, facts[0]?.said], ['fail', 503, 'draining']);
    world.onSend = () => fail('it cannot be reached (ECONNREFUSED)');
    const refused = await checkHealthUrl(plan('health-url', 'backend'), await world.ground(), neverAborted);
    assert.deepEqual([refused.verdict, refused.facts[0]?.said], ['fail', 'it cannot be reached (ECONNREFUSED)']);
  });

  it('are not told where the runbook has none', async () => {
    const world = new VerificationWorld(...backends, frontend);
    const { problem } = await checkHealthUrl(plan('health-url', 'postgres'), await world.ground(), neverAborted);
    assert.deepEqual(problem, { reason: 'not-told-how', key: 'healthUrls' });
  });
});

describe('the spread of requests', () => {
  const check = async (world: VerificationWorld, change?: (runbook: Runbook) => Runbook) =>
    world.passing(
      checkLoadSpread(plan('load-spread', 'backend'), await world.ground(undefined, change), neverAborted),
      500,
    );

  it('is even where all get as many, by the names that answers tell', async () => {
    const world = new VerificationWorld(...backends, frontend);
    inTurn(world, 1, 2, 3);
    const { verdict, pValue, facts } = await check(world);
    assert.deepEqual([verdict, pValue], ['pass', 1]);
    assert.equal(world.sent.length, 60);
    assert.deepEqual(
      facts.map(({ of, value }) => `${of} ${value}`),
      backends.map(({ name }) => `${name} 20`),
    );
  });

  it('fails with the name of the one that gets nothing', async () => {
    const world = new VerificationWorld(...backends, frontend);
    inTurn(world, 1, 3);
    const { verdict, facts } = await check(world);
    assert.equal(verdict, 'fail');
    assert.deepEqual(
      facts.filter((fact) => fact.verdict === 'fail' && fact.value === 0).map(({ of }) => of),
      [backends[1]?.name],
    );
  });

  it('is told by a header where the runbook says so', async () => {
    const world = new VerificationWorld(...backends, frontend, teamReplica('frontend', 2));
    let sent = 0;
    world.onSend = () =>
      answer(200, '<html>', { headers: { 'x-served-by': `frontend-${(sent++ % 2) + 1}`.padEnd(12, '0') } });
    const finding = await checkLoadSpread(plan('load-spread', 'frontend'), await world.ground(), neverAborted);
    assert.equal(finding.verdict, 'pass');
    assert.deepEqual(
      finding.facts.map(({ value }) => value),
      [20, 20],
    );
  });

  const blind = (runbook: Runbook): Runbook => {
    const { backend } = runbook.verification.services;
    assert.ok(backend);
    const services = { ...runbook.verification.services, backend: { ...backend, servedBy: undefined } };
    return { ...runbook, verification: { ...runbook.verification, services } };
  };
  /** Each replica's counter, by container. */
  const counting = (world: VerificationWorld, bytes: Map<string, number>): void => {
    const sample = (networkBytes: number): UsageSample => ({
      ...{ readAt: 0, cpuNs: 0, systemNs: 1, onlineCpus: 1, memoryBytes: 1, memoryLimitBytes: 1, networkBytes },
    });
    world.connection.readUsage = (ids) =>
      Promise.resolve(new Map(ids.flatMap((id) => (bytes.has(id) ? [[id, sample(bytes.get(id) ?? 0)] as const] : []))));
  };

  it('is told by their networks where answers do not tell', async () => {
    for (const starved of [undefined, 2]) {
      const world = new VerificationWorld(...backends, frontend);
      const ground = await world.ground(undefined, blind);
      const bytes = new Map(backends.map(({ containerId }) => [containerId, 1000]));
      counting(world, bytes);
      let sent = 0;
      world.onSend = () => {
        const number = (sent++ % 3) + 1;
        const target = backends[(number === starved ? 1 : number) - 1]?.containerId ?? '';
        bytes.set(target, (bytes.get(target) ?? 0) + 1500);
        return answer(200, 'no name');
      };
      const finding = await world.passing(checkLoadSpread(plan('load-spread', 'backend'), ground, neverAborted), 500);
      assert.equal(finding.verdict, starved === undefined ? 'pass' : 'fail', JSON.stringify(finding.facts));
      if (starved !== undefined)
        assert.ok(finding.facts.find(({ of }) => of === backends[1]?.name)?.verdict === 'fail');
    }
  });

  it('could not be told where a counter cannot be read', async () => {
    const world = new VerificationWorld(...backends, frontend);
    const ground = await world.ground(undefined, blind);
    counting(world, new Map(backends.slice(1).map(({ containerId }) => [containerId, 1000])));
    const finding = await world.passing(checkLoadSpread(plan('load-spread', 'backend'), ground, neverAborted), 500);
    assert.equal(finding.verdict, 'unknown');
  });
});

describe("the balancer's own list", () => {
  const addresses = new Map(backends.map(({ containerId, number }) => [containerId, [`172.18.0.${number}`]]));
  const servers = (...numbers: readonly number[]) =>
    numbers.map((number) => ({ name: `s${number}`, address: `172.18.0.${number}:3001`, isUp: true, state: 'UP' }));
  const check = async (world: VerificationWorld) => {
    const ground = await world.ground();
    world.connection.addresses = addresses;
    return checkBalancerList(plan('balancer-list', 'backend'), ground, neverAborted);
  };

  it('is that of Traefik, or of HAProxy where no Traefik answers, asked once', async () => {
    const world = new VerificationWorld(...backends, frontend);
    world.haproxy = ok([{ name: 'backend', isSticky: false, servers: servers(1, 2, 3) }]);
    const ground = await world.ground();
    world.connection.addresses = addresses;
    for (const service of ['backend', 'frontend'])
      await checkBalancerList(plan('balancer-list', service), ground, neverAborted);
    assert.deepEqual(
      world.asked,
      ['traefik http://localhost:8080/', 'haproxy http://localhost:8080/'].map((told) => told.replace(/\/$/, '')),
    );
    const other = new VerificationWorld(...backends, frontend);
    other.traefik = ok([{ name: 'backend@docker', isSticky: false, servers: servers(1, 2, 3) }]);
    assert.equal((await check(other)).verdict, 'pass');
    assert.equal(other.asked.length, 1);
  });

  it('fails for one that is missing in it, and for one that nobody knows', async () => {
    const world = new VerificationWorld(...backends, frontend);
    world.traefik = ok([{ name: 'backend@docker', isSticky: false, servers: servers(1, 2, 9) }]);
    const { verdict, facts } = await check(world);
    assert.equal(verdict, 'fail');
    assert.deepEqual(
      facts.filter((fact) => fact.verdict === 'fail').map(({ of }) => of),
      [backends[2]?.name, '172.18.0.9:3001'],
    );
  });

  it('says why neither can be asked', async () => {
    const world = new VerificationWorld(...backends, frontend);
    const { problem } = await check(world);
    assert.deepEqual(problem, {
      reason: 'unreachable',
      detail: 'as Traefik: it answers HTTP 404; as HAProxy: it answers HTTP 404',
    });
  });
});

describe('one client', () => {
  it('sends the cookies back that it is given, on connections of their own', async () => {
    const world = new VerificationWorld(...backends, frontend);
    let sent = 0;
    world.onSend = ({ headers }) => {
      const kept = /srv=s(\d)/.exec(headers['Cookie'] ?? '')?.[1];
      const number = kept === undefined ? (sent++ % 3) + 1 : Number(kept);
      const cookie = `srv=s${number}; Path=/; HttpOnly; Expires=Wed, 01 Jan 2031 00:00:00 GMT; other=x`;
      return answer(200, JSON.stringify({ hostname: hostname(number) }), { headers: { 'set-cookie': cookie } });
    };
    const sticky = await checkSticky(plan('no-sticky', 'backend'), await world.ground(), neverAborted);
    assert.equal(sticky.verdict, 'fail');
    assert.equal(world.sent.length, 20);
    assert.deepEqual(world.sent[0]?.headers, {});
    assert.deepEqual(world.sent[1]?.headers, { Cookie: 'srv=s1; other=x' });
    assert.ok(world.sent.every(({ freshConnection }) => freshConnection));
    inTurn(world, 1, 2, 3);
    assert.equal((await checkSticky(plan('no-sticky', 'backend'), await world.ground(), neverAborted)).verdict, 'pass');
  });
});

describe('response times', () => {
  it('are taken one after the other, and compared with those from before the operation', async () => {
    const world = new VerificationWorld(...backends, frontend);
    let under = 0;
    world.onSend = async () => {
      under += 1;
      assert.equal(under, 1, 'one at a time');
      await Promise.resolve();
      under -= 1;
      return answer(200, '', { durationMs: 120 });
    };
    const timesBefore = [{ service: 'backend', averageMs: 900, p95Ms: 1800 }];
    const ground = await world.ground({ ...endedOperation('one', 'done'), timesBefore });
    const { verdict, facts } = await checkResponseTime(plan('response-time', 'backend'), ground, neverAborted);
    assert.equal(verdict, 'pass');
    assert.equal(world.sent.length, 40);
    assert.deepEqual(
      facts.map(({ value, bound, before }) => [value, bound, before]),
      [
        [120, 500, 900],
        [120, 2000, 1800],
      ],
    );
  });

  it('are judged by those that there was time for', async () => {
    const world = new VerificationWorld(...backends, frontend);
    world.onSend = async () => {
      await world.clock.advance(4000);
      return answer(200, '', { durationMs: 4000 });
    };
    const planned = plan('response-time', 'backend', { timeoutMs: 120_000 });
    const { verdict, facts } = await checkResponseTime(planned, await world.ground(), neverAborted);
    assert.deepEqual([verdict, facts[0]?.value, world.sent.length], ['fail', 4000, 24]);
  });
});
