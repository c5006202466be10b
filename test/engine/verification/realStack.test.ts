import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Operation } from '../../../src/core/operation/operation.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import type { Check, CheckKind } from '../../../src/core/verification/check.js';
import { madeChecks, overallVerdict, type Verification } from '../../../src/core/verification/verificationRun.js';
import { loadAgent, upload } from '../../stack/loadRequests.mjs';
import { until } from '../support/connection.js';
import { underLoad } from '../support/keepAsking.js';
import { endedOperation } from '../../unit/support/teamOperations.js';
import { runbookAt } from './stackRunbook.js';
import { allTold, told, VerificationPieces } from './verificationPieces.js';
import { VerificationStack } from './verificationStack.js';

/** Names of the replicas, or whatever else, that a check says the verdict of. */
const named = ({ facts }: Check, verdict: Check['verdict']): readonly string[] =>
  facts.filter((fact) => fact.verdict === verdict).map(({ of }) => of);

describe('verification of the real stack', function () {
  this.timeout(300_000);
  let stack: VerificationStack;
  let pieces: VerificationPieces;
  let runbook: Runbook;
  /** The one that passed. */
  let first: Verification;
  let backends: readonly string[];

  before(async () => {
    stack = await VerificationStack.up();
    runbook = runbookOf(stack.addresses.backend);
    pieces = await VerificationPieces.start(runbook, stack.stackId);
    backends = [1, 2].map((number) => stack.container('backend', number));
  });
  after(async () => {
    pieces.stop();
    await stack.down();
  });

  /** @param backend where the backend is asked */
  function runbookOf(backend: string): Runbook {
    const { frontend, dashboard, prometheus, alertmanager } = stack.addresses;
    const places = {
      'http://localhost:3000': frontend,
      'http://localhost:3001': backend,
      'http://localhost:8080': dashboard,
      'http://localhost:9090': prometheus,
    };
    const moved = runbookAt(places, stack.project);
    const queue = { queueWindowMs: 12_000, queueEveryMs: 1000 };
    return { ...moved, verification: { ...moved.verification, ...queue, alertmanagerUrl: alertmanager } };
  }

  const again = (kind: CheckKind, service = 'backend'): Promise<Check> => pieces.again(first, kind, service);
  const expect = (check: Check, verdict: Check['verdict']): void => assert.equal(check.verdict, verdict, told(check));
  const becomes = async (kind: CheckKind, service: string, verdict: Check['verdict']): Promise<Check> => {
    let check = await again(kind, service);
    await until(`${kind} ${verdict}`, async () => (check = await again(kind, service)).verdict === verdict, 90_000);
    return check;
  };

  it('passes, every check of it', async () => {
    first = await pieces.verify();
    assert.equal(overallVerdict(first), 'pass', allTold(first));
    const checks = madeChecks(first);
    assert.ok(
      checks.every(({ verdict }) => verdict === 'pass'),
      allTold(first),
    );
    const kinds = new Set(checks.map(({ kind }) => kind));
    assert.equal(kinds.size, 19, [...kinds].join());
    assert.equal(pieces.live.store.state.verifications[0]?.id, first.id);
  });

  it('sees a replica that answers 500, from outside and from inside', async () => {
    const [sick = '', well] = backends;
    await stack.during(
      () => stack.docker('exec', sick, 'touch', '/tmp/fault'),
      async () => {
        const inside = await again('health-inside');
        expect(inside, 'fail');
        assert.deepEqual([named(inside, 'fail'), named(inside, 'pass')], [[sick], [well]]);
        assert.equal(inside.facts.find(({ of }) => of === sick)?.value, 500);
        const url = await again('health-url');
        expect(url, 'fail');
        assert.equal(url.facts[0]?.value, 500, told(url));
        expect(await again('replicas-healthy'), 'pass');
      },
      () => stack.docker('exec', sick, 'rm', '/tmp/fault'),
    );
    expect(await again('health-inside'), 'pass');
  });

  it('sees one server of the balancer drained', async () => {
    const [drained = ''] = await stack.servers('backend');
    await stack.during(
      () => stack.balancer(`set server backend/${drained} state drain`),
      async () => {
        const [list, spread, sticky] = [
          await again('balancer-list'),
          await again('load-spread'),
          await again('no-sticky'),
        ];
        expect(list, 'fail');
        assert.deepEqual(list.facts.map(({ said }) => said).toSorted(), ['DRAIN', 'UP'], told(list));
        expect(spread, 'fail');
        assert.deepEqual(named(spread, 'fail'), named(list, 'fail'), told(spread));
        assert.equal(spread.facts.find(({ verdict }) => verdict === 'fail')?.value, 0);
        expect(sticky, 'fail');
      },
      () => stack.balancer(`set server backend/${drained} state ready`),
    );
    expect(await again('load-spread'), 'pass');
  });

  it('sees requests sent unevenly', async () => {
    const [heavy = '', light = ''] = await stack.servers('backend');
    await stack.during(
      async () => {
        await stack.balancer(`set weight backend/${heavy} 200`);
        await stack.balancer(`set weight backend/${light} 40`);
      },
      async () => {
        const spread = await again('load-spread');
        expect(spread, 'fail');
        assert.ok(spread.pValue !== undefined && spread.pValue < 0.01, told(spread));
        assert.ok(
          spread.facts.every(({ value = 0 }) => value > 0),
          told(spread),
        );
        expect(await again('balancer-list'), 'pass');
      },
      async () => {
        await stack.balancer(`set weight backend/${heavy} 1`);
        await stack.balancer(`set weight backend/${light} 1`);
      },
    );
  });

  it('tells by the networks of the replicas alone whether all get requests', async () => {
    const { services } = runbook.verification;
    const { backend } = services;
    assert.ok(backend);
    const blind = { ...services, backend: { ...backend, servedBy: undefined } };
    pieces.use({ ...runbook, verification: { ...runbook.verification, requestsPerReplica: 100, services: blind } });
    expect(await again('load-spread'), 'pass');
    const [drained = ''] = await stack.servers('backend');
    const spread = await stack.during(
      () => stack.balancer(`set server backend/${drained} state drain`),
      () => again('load-spread'),
      () => stack.balancer(`set server backend/${drained} state ready`),
    );
    expect(spread, 'fail');
    assert.equal(named(spread, 'fail').length, 1, told(spread));
    pieces.use(runbook);
  });

  it('sees a balancer that keeps clients with one replica', async () => {
    const { services } = runbook.verification;
    const { backend } = services;
    assert.ok(backend);
    const moved = runbookOf(stack.addresses.sticky);
    const named = { ...services, backend: { ...backend, balancerName: 'sticky' } };
    pieces.use({ ...moved, verification: { ...moved.verification, services: named } });
    const sticky = await again('no-sticky');
    expect(sticky, 'fail');
    assert.deepEqual(
      sticky.facts.map(({ verdict }) => verdict),
      ['fail', 'fail'],
      told(sticky),
    );
    // Each request of a test of evenness is another client's.
    expect(await again('load-spread'), 'pass');
    pieces.use(runbook);
  });

  it('sees sessions kept in memory, and an upload that is refused', async () => {
    pieces.use(runbookOf(stack.addresses.faulty));
    const sessions = await again('sessions-shared');
    expect(sessions, 'fail');
    assert.match(told(sessions), /401/);
    const flow = await again('flow', 'Upload a PDF');
    expect(flow, 'fail');
    assert.equal(flow.facts[0]?.verdict, 'fail', told(flow));
    assert.match(flow.facts[0]?.said ?? '', /HTTP 413/);
    pieces.use(runbook);
    expect(await again('sessions-shared'), 'pass');
  });

  it('sees a queue that only grows, and jobs that are never done, and both pass', async () => {
    const workers = [1, 2].map((number) => stack.container('pdf-worker', number));
    await stack.during(
      async () => {
        await stack.docker('pause', ...workers);
        const agent = loadAgent();
        await Promise.all(Array.from({ length: 70 }, (_, number) => upload(stack.addresses.backend, agent, number)));
        agent.destroy();
      },
      async () => expect(await again('queue-falling', 'pdf-worker'), 'fail'),
      () => stack.docker('unpause', ...workers),
    );
    const falling = await again('queue-falling', 'pdf-worker');
    expect(falling, 'pass');
    expect(await again('flow', 'Upload a PDF'), 'pass');
  });

  it('sees a replica that stands still, and the alert that fires for it in Prometheus and Alertmanager', async () => {
    const [frozen = '', well = ''] = backends;
    await stack.during(
      () => stack.docker('pause', frozen),
      async () => {
        const replicas = await again('replicas-healthy');
        expect(replicas, 'fail');
        assert.deepEqual([named(replicas, 'fail'), named(replicas, 'pass')], [[frozen], [well]]);
        await pieces.wanted.set('test', `${stack.stackId}/backend`, 2);
        expect(await again('count-as-wanted'), 'fail');
        const alerts = await becomes('alerts', stack.project, 'fail');
        assert.ok(named(alerts, 'fail').includes('ReplicaSilent'), told(alerts));
        const both = ['prometheus', 'alertmanager'];
        await until(
          'both tell',
          async () => {
            const told = named(await again('alerts', stack.project), 'fail');
            return both.every((from) => told.includes(from));
          },
          60_000,
        );
      },
      () => stack.docker('unpause', frozen),
    );
    await becomes('alerts', stack.project, 'pass');
    expect(await again('count-as-wanted'), 'pass');
    await becomes('balancer-list', 'backend', 'pass');
  });

  it('sees a slow backend, and the CPU that it has too little of', async () => {
    const cpus = (count: string): Promise<unknown> => stack.docker('update', '--cpus', count, ...backends);
    await stack.during(
      () => cpus('0.2'),
      () =>
        underLoad([`${stack.addresses.backend}/api/schedules`], 70, async () => {
          await pause(3000);
          const [cpu, times] = await Promise.all([again('cpu-per-replica'), again('response-time')]);
          expect(cpu, 'fail');
          expect(times, 'fail');
          assert.ok((times.facts[0]?.value ?? 0) > 500, told(times));
        }),
      () => cpus('0.5'),
    );
    expect(await again('response-time'), 'pass');
  });

  it('sees a replica that has too little memory', async () => {
    const [full = ''] = backends;
    const limit = (amount: string): Promise<unknown> =>
      stack.docker('update', '--memory', amount, '--memory-swap', amount, full);
    const memory = await stack.during(
      () => limit('60m'),
      () => again('memory-per-replica'),
      () => limit('256m'),
    );
    expect(memory, 'fail');
    assert.deepEqual(named(memory, 'fail'), [full], told(memory));
  });

  it('accepts a fair balancer at 10 replicas with 200 requests, and names the one that gets nothing', async () => {
    await stack.scale({ backend: 10 });
    await becomes('balancer-list', 'backend', 'pass');
    for (let times = 0; times < 5; times++) {
      const spread = await again('load-spread');
      expect(spread, 'pass');
      assert.equal(spread.facts.length, 10);
      assert.equal(
        spread.facts.reduce((sum, { value = 0 }) => sum + value, 0),
        200,
        told(spread),
      );
    }
    const [drained = ''] = await stack.servers('backend');
    const spread = await stack.during(
      () => stack.balancer(`set server backend/${drained} state drain`),
      () => again('load-spread'),
      () => stack.balancer(`set server backend/${drained} state ready`),
    );
    expect(spread, 'fail');
    assert.equal(named(spread, 'fail').length, 1, told(spread));
    await stack.scale({ backend: 2 });
  });

  it('sees a full connection pool, in the database, in the logs and in the errors', async () => {
    const operation: Operation = { ...endedOperation('pool', 'done', undefined), startedAt: Date.now() };
    const plan = { ...operation.plan, context: 'test', stackId: stack.stackId };
    const seen = await underLoad([`${stack.addresses.backend}/api/schedules?holdMs=6000`], 150, async () => {
      await pause(20_000);
      return pieces.verify(['backend'], { ...operation, plan });
    });
    const of = (kind: CheckKind): Check => madeChecks(seen).find((check) => check.kind === kind) ?? assert.fail(kind);
    for (const kind of ['connections-within', 'no-exhaustion', 'no-new-errors', 'error-rate'] as const)
      expect(of(kind), 'fail');
    assert.match(told(of('no-exhaustion')), /pool is exhausted|no connection slot/);
    assert.equal(overallVerdict(seen), 'fail');
  });
});
