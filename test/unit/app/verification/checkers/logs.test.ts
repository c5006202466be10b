import assert from 'node:assert/strict';
import { checkExhaustion, checkNewErrors } from '../../../../../src/app/verification/checkers/logs.js';
import { endedOperation } from '../../../support/teamOperations.js';
import { failure } from '../../support/fakeConnection.js';
import { neverAborted, plan, teamReplica, VerificationWorld } from '../../support/verificationWorld.js';

const backends = [1, 2].map((number) => teamReplica('backend', number));
const others = [teamReplica('frontend', 1), teamReplica('postgres', 1), teamReplica('pdf-worker', 1)];

describe('logs since an operation', () => {
  const beganAt = 1_000_000 + 60 * 60_000;
  const setup = async (lines: readonly (readonly [at: number, text: string])[], changes = {}) => {
    const old = backends.map((record) => ({ ...record, startedAt: 0, ...changes }));
    const world = new VerificationWorld(...old, ...others);
    await world.clock.advance(61 * 60_000);
    const ground = await world.ground({ ...endedOperation('one', 'done'), startedAt: beganAt });
    world.connection.timedLog = (id) =>
      id === backends[0]?.containerId ? lines.map(([at, text]) => ({ at, text, stream: 'stderr' as const })) : [];
    return { world, ground };
  };

  it('tell of an exhausted pool, and of errors that were not there before', async () => {
    const { world, ground } = await setup([
      [beganAt - 90 * 60_000, 'error: long ago'],
      [beganAt - 60_000, 'error: known'],
      [beganAt + 1, 'error: known'],
      [beganAt + 2, 'error: the connection pool is exhausted'],
    ]);
    const exhausted = await checkExhaustion(plan('no-exhaustion', 'backend'), ground, neverAborted);
    assert.equal(exhausted.verdict, 'fail');
    assert.match(exhausted.facts.map(({ said: words }) => words).join(), /pool is exhausted/);
    const fresh = await checkNewErrors(plan('no-new-errors', 'backend'), ground, neverAborted);
    assert.equal(fresh.verdict, 'fail');
    const failing = fresh.facts.filter(({ verdict }) => verdict === 'fail').map(({ said: words }) => words);
    assert.deepEqual(failing, ['error: the connection pool is exhausted']);
    assert.equal(world.connection.calls.filter((call) => call.startsWith('logs')).length, 2, 'each is read once');
  });

  it('are told apart by the clock of the engine, whatever this machine takes for the time', async () => {
    for (const aheadMs of [-5 * 60_000, 5 * 60_000]) {
      const { world, ground } = await setup([
        [beganAt + aheadMs - 1000, 'error: known'],
        [beganAt + aheadMs + 1000, 'error: the connection pool is exhausted'],
      ]);
      world.connection.time = () => world.clock.now() + aheadMs;
      const exhausted = await checkExhaustion(plan('no-exhaustion', 'backend'), ground, neverAborted);
      assert.equal(exhausted.verdict, 'fail', `${aheadMs}`);
      const { facts } = await checkNewErrors(plan('no-new-errors', 'backend'), ground, neverAborted);
      const failing = facts.filter(({ verdict }) => verdict === 'fail').map(({ said: words }) => words);
      assert.deepEqual(failing, ['error: the connection pool is exhausted'], `${aheadMs}`);
    }
  });

  it('could not be told where nobody knows the time of their engine', async () => {
    const { world, ground } = await setup([]);
    world.connection.failures.set('time', failure('refused', 'it does not tell its time'));
    for (const check of [checkExhaustion, checkNewErrors]) {
      const { verdict, facts } = await check(plan('no-exhaustion', 'backend'), ground, neverAborted);
      assert.equal(verdict, 'unknown');
      assert.match(facts[0]?.said ?? '', /clock of its engine could not be read: it does not tell its time/);
    }
  });

  it('are not held to have been silent where they could not be read, or not far enough', async () => {
    const { world, ground } = await setup(
      Array.from({ length: 6000 }, (_, index) => [beganAt + index, 'quiet'] as const),
    );
    const cut = await checkExhaustion(plan('no-exhaustion', 'backend'), ground, neverAborted);
    assert.equal(cut.verdict, 'unknown');
    world.connection.failures.set('logs', failure('refused', 'the driver keeps none'));
    const unread = await checkNewErrors(plan('no-new-errors', 'frontend'), ground, neverAborted);
    assert.deepEqual([unread.verdict, unread.facts[0]?.said], ['unknown', 'the driver keeps none']);
  });
});
