import assert from 'node:assert/strict';
import { resumeOf } from '../../../../../src/core/operation/followUp.js';
import type { PlannedGuard } from '../../../../../src/core/operation/plan/operationPlan.js';
import type { OperationRequest } from '../../../../../src/core/operation/plan/operationRequest.js';
import type { CalmGuard } from '../../../../../src/core/scaling/guards/guard.js';
import { failure } from '../../support/fakeConnection.js';
import { OperationWorld } from '../../support/operationWorld.js';
import { fakeScaler, web } from '../../support/runnerWorld.js';

const minute = 60_000;
const hours: CalmGuard = {
  ...{ guard: 'calm', verdict: 'block', service: 'web', known: true, at: 1 },
  against: [{ refusal: { refusal: 'business-hours', until: undefined }, metric: undefined }],
};
const calm: PlannedGuard = { title: 'web', guard: hours };

describe('the checks on the way of an operation', () => {
  /** Eight replicas on the way to two, which takes two steps ten minutes apart. */
  async function onTheWay(request: Partial<OperationRequest> = {}, planned: readonly PlannedGuard[] = []) {
    const world = new OperationWorld(...[1, 2, 3, 4, 5, 6, 7, 8].map((number) => web(number)));
    world.scaler = fakeScaler(world, 'healthy');
    await world.connected();
    const say = (...guards: readonly PlannedGuard[]): void => void (world.findings = { ...world.findings, guards });
    say(...planned);
    const plan = await world.plan({ counts: { web: 2 }, ...request });
    world.looks.length = 0;
    void world.operate(plan);
    await world.clock.advance(1000);
    return { world, say, count: () => world.connection.containers.size };
  }

  it('stop it before its next step once something speaks against that, and offer the rest', async () => {
    const { world, say, count } = await onTheWay();
    say(calm);
    await world.clock.advance(11 * minute);
    const { operation } = world;
    assert.deepEqual(operation?.outcome?.problem, { reason: 'guard', sentence: 'web calm' });
    assert.deepEqual([operation.outcome.result, operation.outcome.counts, count()], ['stopped', { web: 4 }, 4]);
    assert.deepEqual(
      operation.stages.map(({ phase }) => phase),
      ['done', 'done', 'left-out'],
    );
    assert.deepEqual(resumeOf(operation, world.clock.now(), () => undefined)?.counts, { web: 2 });
    assert.equal(world.locks.holders.size, 0);
  });

  it('look at the next step alone, and not before the first one', async () => {
    const { world, count } = await onTheWay();
    assert.deepEqual(world.looks, []);
    await world.clock.advance(11 * minute);
    assert.deepEqual([world.looks, count()], [['web 2'], 2]);
  });

  it('stop no way back, and no plan whose start this was set aside for', async () => {
    for (const [request, planned] of [
      [{ kind: 'undo' }, []],
      [{}, [calm]],
    ] as const) {
      const { world, say, count } = await onTheWay(request, planned);
      say(calm);
      await world.clock.advance(11 * minute);
      assert.deepEqual([world.operation?.outcome?.result, count()], ['done', 2]);
    }
  });

  it('come after what is left of a wait that was gone on with', async () => {
    const { world, say, count } = await onTheWay({ kind: 'resume', counts: { web: 4 }, waitMs: 5 * minute });
    say(calm);
    await world.clock.advance(6 * minute);
    assert.deepEqual([world.operation?.outcome?.problem?.reason, count()], ['guard', 8]);
  });

  it('leave an engine that does not answer to the step itself', async () => {
    const { world } = await onTheWay();
    world.connection.failures.set('list', failure('timed-out'));
    await world.clock.advance(11 * minute);
    assert.equal(world.operation?.outcome?.problem?.reason, 'change');
  });

  it('are over at once where it is cancelled meanwhile', async () => {
    const { world, count } = await onTheWay();
    await world.clock.advance(9 * minute);
    const release = world.connection.hold('list');
    await world.clock.advance(2 * minute);
    world.operationRunner.cancel(world.operation?.id ?? '');
    release();
    await world.clock.advance(1000);
    assert.deepEqual([world.operation?.outcome?.result, count()], ['cancelled', 4]);
  });
});
