import assert from 'node:assert/strict';
import type { Operation } from '../../../../src/core/operation/operation.js';
import { madeChecks, overallVerdict, type Verification } from '../../../../src/core/verification/verificationRun.js';
import type { VerificationRequest } from '../../../../src/core/verification/verificationRun.js';
import { endedOperation } from '../../support/teamOperations.js';
import { measuredOf, measuredService } from '../../support/measured.js';
import { failure } from '../support/fakeConnection.js';
import { settle } from '../support/manualClock.js';
import { valueOf, watch } from '../support/watch.js';
import { answer, neverAborted, teamReplica, teamStack, VerificationWorld } from '../support/verificationWorld.js';

const records = [
  teamReplica('frontend', 1),
  teamReplica('backend', 1),
  teamReplica('backend', 2),
  teamReplica('pdf-worker', 1),
  teamReplica('pdf-worker', 2),
  teamReplica('postgres', 1),
  teamReplica('redis', 1),
];
const request = (changes: Partial<VerificationRequest> = {}): VerificationRequest => ({
  stackId: teamStack,
  services: [],
  pace: 'full',
  operation: undefined,
  ...changes,
});

/** `replicas-healthy/backend pass`, and the like. */
const told = (verification: Verification): readonly string[] =>
  madeChecks(verification).map(({ id, verdict, problem }) => `${id} ${verdict}${problem ? ` ${problem.reason}` : ''}`);

async function verified(world: VerificationWorld, asked = request(), signal = neverAborted): Promise<Verification> {
  const result = await world.passing(world.verifier.run(asked, 'ann', signal));
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

describe('running a verification', () => {
  it('makes every check of the suite, and shows how far it is meanwhile', async () => {
    const world = new VerificationWorld(...records);
    const phases: string[] = [];
    world.store.onDidChange(({ verifications: [newest] }) => {
      if (newest) phases.push(newest.checks.map(({ phase }) => phase[0]).join(''));
    });
    const asked = request();
    const verification = await verified(world, asked);
    assert.equal(verification.request, asked);
    assert.deepEqual(
      [verification.stack, verification.context, verification.by],
      ['up-schedule-generator', 'here', 'ann'],
    );
    assert.ok(verification.endedAt !== undefined && verification.endedAt > verification.startedAt);
    assert.equal(verification.checks.length, madeChecks(verification).length);
    assert.ok(verification.checks.length > 30);
    assert.match(phases[0] ?? '', /^w+$/);
    assert.ok(phases.some((shown) => shown.includes('r') && shown.includes('w') && shown.includes('m')));
    assert.match(phases.at(-1) ?? '', /^m+$/);
    assert.equal(world.store.state.verifications[0], verification);
  });

  it('looks at the engine anew, and lets go of everything at the end', async () => {
    const world = new VerificationWorld(...records);
    await world.connected();
    world.add('here', teamReplica('backend', 1, { health: 'unhealthy' }));
    const running = watch(world.verifier.run(request({ pace: 'quick' }), 'ann', neverAborted));
    await settle();
    assert.ok(world.usage.wanted, 'figures are wanted while it runs');
    await world.clock.advance(20_000);
    assert.ok(running.value?.ok);
    assert.ok(told(running.value.value).includes('replicas-healthy/backend fail'));
    assert.equal(overallVerdict(running.value.value), 'fail');
    assert.equal(world.usage.wanted, false);
  });

  it('is quick when that is asked for: no request but to health URLs, and nothing run inside', async () => {
    const world = new VerificationWorld(...records);
    const verification = await verified(world, request({ pace: 'quick' }));
    const kinds = new Set(madeChecks(verification).map(({ kind }) => kind));
    assert.deepEqual([...kinds], ['replicas-healthy', 'count-as-wanted', 'health-url', 'error-rate']);
    assert.deepEqual(
      new Set(world.sent.map(({ url }) => url)),
      new Set(['http://localhost:3000/', 'http://localhost:3001/health']),
    );
    assert.ok(world.connection.calls.every((call) => !call.startsWith('exec')));
    assert.ok((verification.endedAt ?? 0) - verification.startedAt <= 12_000);
  });

  it('sends requests for one check after the other', async () => {
    const world = new VerificationWorld(...records);
    const sending = new Set<string>();
    const kindsAtOnce: number[] = [];
    world.store.onDidChange(({ verifications: [newest] }) => {
      const running = newest?.checks.flatMap((item) => (item.phase === 'running' ? [item.planned.kind] : [])) ?? [];
      const loud = running.filter((kind) => ['load-spread', 'no-sticky', 'response-time', 'flow'].includes(kind));
      kindsAtOnce.push(loud.length);
      for (const kind of loud) {
        sending.add(kind);
        assert.ok(!running.includes('cpu-per-replica') && !running.includes('no-new-errors'), running.join());
      }
    });
    await verified(world);
    assert.equal(Math.max(...kindsAtOnce), 1);
    assert.equal(sending.size, 4);
  });

  it('gives each check its time, and takes what comes too late for unknown', async () => {
    const world = new VerificationWorld(...records);
    world.onSend = () => new Promise(() => undefined);
    const verification = await verified(world);
    const url = madeChecks(verification).find(({ id }) => id === 'health-url/backend');
    assert.deepEqual([url?.verdict, url?.problem], ['unknown', { reason: 'timed-out' }]);
    assert.ok((url?.tookMs ?? 0) >= 30_000 && (url?.tookMs ?? 0) < 32_000);
    assert.equal(overallVerdict(verification), 'unknown', told(verification).join('\n'));
  });

  it('survives a checker that breaks', async () => {
    const world = new VerificationWorld(...records);
    world.onSend = () => {
      throw new Error('broken\n\u202e bundle');
    };
    const checks = madeChecks(await verified(world));
    const url = checks.find(({ id }) => id === 'health-url/backend');
    assert.deepEqual([url?.verdict, url?.problem], ['unknown', { reason: 'unreachable', detail: 'broken bundle' }]);
    assert.equal(checks.find(({ id }) => id === 'replicas-healthy/backend')?.verdict, 'pass');
  });

  it('leaves unknown what was not made when it is ended, and keeps what was', async () => {
    const world = new VerificationWorld(...records);
    const stopper = new AbortController();
    world.onSend = async ({ url }) => {
      if (!url.includes('health')) return answer(200);
      stopper.abort();
      await settle();
      return answer(500);
    };
    const result = await world.passing(world.verifier.run(request(), 'ann', stopper.signal), 100);
    assert.ok(result.ok);
    const { value } = result;
    assert.ok(value.endedAt !== undefined);
    assert.ok(told(value).includes('replicas-healthy/backend pass'));
    assert.ok(told(value).includes('load-spread/backend unknown cancelled'));
    assert.ok(told(value).includes('queue-falling/pdf-worker unknown cancelled'));
    assert.equal(value.checks.length, madeChecks(value).length);
    assert.equal(world.usage.wanted, false);
  });

  it('asks nobody but the engine in an untrusted workspace, and runs nothing in a container', async () => {
    const world = new VerificationWorld(...records);
    world.mayAsk = false;
    const verification = await verified(world);
    assert.deepEqual([world.sent, world.asked], [[], []]);
    assert.ok(
      world.connection.calls.every((call) => !call.startsWith('exec')),
      world.connection.calls.join(),
    );
    const lines = told(verification);
    for (const kind of [
      'health-url/backend',
      'health-inside/backend',
      'flow/upload',
      'alerts',
      'connections-within/postgres',
    ])
      assert.ok(lines.includes(`${kind} unknown untrusted`), lines.join('\n'));
    assert.ok(lines.includes('replicas-healthy/backend pass') && lines.includes('no-new-errors/backend pass'));
    assert.equal(overallVerdict(verification), 'unknown');
  });

  it('compares with the time before its operation, or else with what was measured last', async () => {
    const world = new VerificationWorld(...records);
    const before = measuredOf(measuredService('frontend'), measuredService('backend'));
    const operation: Operation = { ...endedOperation('one', 'done'), before };
    const own = { ...operation, plan: { ...operation.plan, context: 'here', stackId: teamStack } };
    world.store.update({ operations: [own] });
    const first = await verified(world, request({ pace: 'quick', operation: 'one', services: ['backend'] }));
    assert.deepEqual(first.before, measuredOf(measuredService('backend')));
    assert.deepEqual(
      first.after?.services.map(({ service }) => service),
      ['backend'],
    );
    const second = await verified(world, request({ pace: 'quick' }));
    assert.equal(second.before, first.after);
    assert.deepEqual(
      world.store.state.verifications.map(({ id }) => id),
      [second.id, first.id],
    );
    await world.clock.advance(2 * 60 * 60_000);
    assert.equal((await verified(world, request({ pace: 'quick' }))).before, undefined);
  });

  it('shows no more than fifty', async () => {
    const world = new VerificationWorld(...records);
    for (let run = 0; run < 52; run++) await verified(world, request({ pace: 'quick', services: ['redis'] }));
    assert.equal(world.store.state.verifications.length, 50);
  });

  it('begins nothing without a connection, a list or the stack, nor on another context than its operation', async () => {
    const world = new VerificationWorld(...records);
    const run = (changes: Partial<VerificationRequest>) =>
      valueOf(world.verifier.run(request(changes), 'ann', neverAborted));
    assert.deepEqual(await run({ stackId: 'compose:blog' }), {
      ok: false,
      error: { reason: 'no-stack', stack: 'compose:blog' },
    });
    const elsewhere = endedOperation('far', 'done');
    world.store.update({
      operations: [{ ...elsewhere, plan: { ...elsewhere.plan, context: 'there', stackId: teamStack } }],
    });
    assert.deepEqual(await run({ operation: 'far' }), { ok: false, error: { reason: 'no-stack', stack: teamStack } });
    world.connection.failures.set('list', failure('timed-out'));
    assert.deepEqual(await run({}), { ok: false, error: { reason: 'engine', failure: failure('timed-out') } });
    assert.deepEqual(world.store.state.verifications, []);
    assert.equal(world.usage.wanted, false);
  });

  describe('one check again', () => {
    it('stands in its place, with all else as it was', async () => {
      const world = new VerificationWorld(...records);
      const first = await verified(world, request({ pace: 'quick' }));
      world.onSend = () => answer(503, 'no');
      const again = await world.passing(world.verifier.again(first.id, 'health-url/backend', neverAborted));
      assert.equal(again?.verdict, 'fail');
      const [shown] = world.store.state.verifications;
      assert.deepEqual(
        shown?.checks.map((item) => (item.phase === 'made' ? item.check.id : '')),
        madeChecks(first).map(({ id }) => id),
      );
      assert.equal(shown && madeChecks(shown).find(({ id }) => id === 'health-url/backend'), again);
      assert.equal(shown?.endedAt, first.endedAt);
      assert.equal(madeChecks(shown).filter((check, index) => check !== madeChecks(first)[index]).length, 1);
      assert.equal(world.usage.wanted, false);
    });

    it('is nothing of a verification or a check that is not known', async () => {
      const world = new VerificationWorld(...records);
      const { id } = await verified(world, request({ pace: 'quick' }));
      assert.equal(await valueOf(world.verifier.again('other', 'alerts', neverAborted)), undefined);
      assert.equal(await valueOf(world.verifier.again(id, 'alerts', neverAborted)), undefined);
    });

    it('could not be told while the window is on another context, or its stack is gone', async () => {
      const world = new VerificationWorld(...records);
      const { id } = await verified(world, request({ pace: 'quick' }));
      world.engines['here']?.clear();
      const gone = await world.passing(world.verifier.again(id, 'replicas-healthy/backend', neverAborted));
      assert.deepEqual(gone?.problem, { reason: 'unreachable', detail: 'the stack is not there any more' });
      world.add('there', ...records);
      await world.choice.pin('there');
      await settle();
      const far = await world.passing(world.verifier.again(id, 'replicas-healthy/backend', neverAborted));
      assert.equal(far?.verdict, 'unknown');
      assert.match(far.problem?.reason === 'unreachable' ? far.problem.detail : '', /context here/);
    });
  });
});
