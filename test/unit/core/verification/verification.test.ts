import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundledRunbook, defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import {
  overallVerdict,
  replicaChecks,
  wantedFor,
  type Check,
  type CheckVerdict,
  type Wanted,
} from '../../../../src/core/verification/verification.js';
import type { Service } from '../../../../src/core/stack/stack.js';
import { containerRecord } from '../../support/containerRecord.js';
import { replicas, serviceOfRecords } from '../../support/stacks.js';

const nobody: Wanted = { by: 'nobody' };
const three = serviceOfRecords(...replicas('web', 3));
const none: Service = { id: 'compose:shop/web', stackId: 'compose:shop', name: 'web', replicas: [], origin: undefined };

const verdicts = (service: Service, wanted: Wanted): readonly string[] =>
  replicaChecks(service, wanted).map(({ check, verdict }) => `${check} ${verdict}`);

const checkOf = (verdict: CheckVerdict): Check => ({
  check: 'health-url',
  service: 'web',
  verdict,
  url: 'http://localhost/',
  status: 200,
  durationMs: 3,
  averageBelowMs: undefined,
  problem: '',
});

describe('wantedFor', () => {
  it('takes the count that was last set here before what the runbook allows', () => {
    assert.deepEqual(wantedFor('pdf-worker', bundledRunbook, 6), { by: 'operation', count: 6 });
    assert.deepEqual(wantedFor('pdf-worker', bundledRunbook, 0), { by: 'operation', count: 0 });
    assert.deepEqual(wantedFor('pdf-worker', bundledRunbook, undefined), { by: 'runbook', min: 2, max: 50 });
  });

  it('wants nothing of services that no runbook names', () => {
    assert.deepEqual(wantedFor('redis', bundledRunbook, undefined), nobody);
    assert.deepEqual(wantedFor('web', defaultRunbook, undefined), nobody);
  });
});

describe('replicaChecks', () => {
  it('passes where every replica is ready and the count is the wanted one', () => {
    assert.deepEqual(verdicts(three, { by: 'operation', count: 3 }), ['replicas-healthy pass', 'count-as-wanted pass']);
    assert.deepEqual(verdicts(three, { by: 'runbook', min: 2, max: 50 }), [
      'replicas-healthy pass',
      'count-as-wanted pass',
    ]);
    assert.deepEqual(verdicts(three, nobody), ['replicas-healthy pass']);
  });

  it('fails a count that is not the wanted one, on either side', () => {
    for (const count of [2, 4]) assert.ok(verdicts(three, { by: 'operation', count }).includes('count-as-wanted fail'));
    for (const [min, max] of [
      [4, 50],
      [1, 2],
    ] as const)
      assert.ok(verdicts(three, { by: 'runbook', min, max }).includes('count-as-wanted fail'));
    for (const [min, max] of [
      [3, 50],
      [1, 3],
    ] as const)
      assert.ok(verdicts(three, { by: 'runbook', min, max }).includes('count-as-wanted pass'));
  });

  it('fails where one replica is not ready, and says which and how it is', () => {
    const states: readonly (readonly [Parameters<typeof containerRecord>[2], string])[] = [
      [{ health: 'unhealthy' }, 'unhealthy'],
      [{ health: 'starting' }, 'starting'],
      [{ state: 'exited', exitCode: 1 }, 'exited'],
      [{ state: 'restarting' }, 'restarting'],
      [{ state: 'paused' }, 'paused'],
    ];
    for (const [changes, state] of states) {
      const [healthy] = replicaChecks(
        serviceOfRecords(containerRecord('web', 1), containerRecord('web', 2, changes)),
        nobody,
      );
      assert.ok(healthy?.check === 'replicas-healthy');
      assert.deepEqual(
        [healthy.verdict, healthy.ready, healthy.total, healthy.troubled],
        ['fail', 1, 2, [{ name: 'shop-web-2', state }]],
      );
    }
  });

  it('does not count a stopped replica as running', () => {
    const service = serviceOfRecords(
      containerRecord('web', 1),
      containerRecord('web', 2, { state: 'exited', exitCode: 0 }),
    );
    const count = replicaChecks(service, { by: 'operation', count: 2 }).find(
      ({ check }) => check === 'count-as-wanted',
    );
    assert.deepEqual([count?.verdict, count?.check === 'count-as-wanted' && count.running], ['fail', 1]);
  });

  it('fails where nothing runs', () => {
    assert.deepEqual(verdicts(none, { by: 'runbook', min: 1, max: 20 }), [
      'replicas-healthy fail',
      'count-as-wanted fail',
    ]);
    assert.deepEqual(verdicts(none, { by: 'operation', count: 0 }), ['replicas-healthy fail', 'count-as-wanted pass']);
  });

  it('says where being ready rests on no health check', () => {
    const unchecked = serviceOfRecords(...replicas('web', 2, { health: 'none', healthCheck: undefined }));
    const without = (service: Service): boolean =>
      replicaChecks(service, nobody).some((check) => check.check === 'replicas-healthy' && check.withoutHealthCheck);
    assert.deepEqual([without(unchecked), without(three)], [true, false]);
  });

  it('asks nothing of a finished job that nobody wants to run', () => {
    const job = serviceOfRecords(...replicas('migrate', 1, { state: 'exited', exitCode: 0, health: 'none' }));
    assert.deepEqual(replicaChecks(job, nobody), []);
    assert.deepEqual(verdicts(job, { by: 'operation', count: 1 }), ['replicas-healthy fail', 'count-as-wanted fail']);
  });
});

describe('overallVerdict', () => {
  it('passes only where there is a check and every one passes', () => {
    assert.equal(overallVerdict([]), 'unknown');
    assert.equal(overallVerdict([checkOf('pass')]), 'pass');
    assert.equal(overallVerdict([checkOf('pass'), checkOf('unknown')]), 'unknown');
    assert.equal(overallVerdict([checkOf('unknown'), checkOf('fail'), checkOf('pass')]), 'fail');
    fc.assert(
      fc.property(fc.array(fc.constantFrom<CheckVerdict>('pass', 'fail', 'unknown')), (given) => {
        const overall = overallVerdict(given.map(checkOf));
        assert.equal(overall === 'pass', given.length > 0 && given.every((verdict) => verdict === 'pass'));
        assert.equal(overall === 'fail', given.includes('fail'));
      }),
    );
  });
});
