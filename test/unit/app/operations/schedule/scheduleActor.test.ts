import assert from 'node:assert/strict';
import type { Reason } from '../../../../../src/core/policy/decision.js';
import type { Scaler } from '../../../../../src/app/operations/ports.js';
import { allGuards } from '../../../../../src/core/operation/plan/operationPlan.js';
import { fail } from '../../../../../src/util/result.js';
import { actingAlone, due, schedule } from '../../support/actingAlone.js';
import { failure } from '../../support/fakeConnection.js';
import { settle } from '../../support/manualClock.js';
import { web } from '../../support/runnerWorld.js';
import { inMemory } from '../../support/world.js';

const target: Reason = { reason: 'target', rule: 'per', metric: 'users', value: 9, per: 3, replicas: 3 };

const untilCancelled: Scaler = {
  apply: (_connection, _plan, _onStep, signal) =>
    new Promise((resolve) =>
      signal.addEventListener('abort', () => resolve(fail({ step: undefined, failure: failure('cancelled') }))),
    ),
};

describe('acting alone on the schedule', () => {
  it('scales up to what is due, by a plan, and tells of it', async () => {
    const { world, told, decide, running } = await actingAlone();
    await decide(due());
    assert.equal(running(), 3);
    const [only, ...others] = told;
    assert.deepEqual(others, []);
    assert.ok(only?.result === 'done');
    const { outcome, plan } = only.operation;
    assert.deepEqual(
      [outcome?.problem, plan.kind, plan.before, plan.after],
      [undefined, 'schedule', { web: 1 }, { web: 3 }],
    );
    assert.deepEqual(world.phases, ['create 2 done', 'create 3 done']);
  });

  for (const [title, halves] of [
    ['the runbook file', { file: false }],
    ['the setting', { setting: false }],
    ['either', { file: false, setting: false }],
  ] as const)
    it(`does nothing without ${title} allowing it`, async () => {
      const { told, decide, running, world } = await actingAlone(halves);
      await decide(due());
      assert.deepEqual([running(), told, world.store.state.changes], [1, [], []]);
    });

  it('does nothing for a stack that another runbook is for, though some file allows it', async () => {
    const { told, decide, running, world } = await actingAlone();
    const runbooks = world.store.state.runbooks.map((loaded) => ({
      ...loaded,
      runbook: { ...loaded.runbook, stack: 'blog' },
    }));
    world.store.update({ runbooks });
    await decide(due());
    assert.deepEqual([running(), told], [1, []]);
  });

  it('acts once each time that something is due, whatever becomes of what it did', async () => {
    const { world, told, decide, running } = await actingAlone();
    await decide(due());
    for (const id of ['new-2', 'new-3']) world.connection.containers.delete(id);
    await decide(due());
    assert.deepEqual([running(), told.length], [1, 1]);
    await decide(due({ episode: 'two' }));
    assert.equal(told.length, 1, 'a person who went back stays in charge');
    await decide(due({ reasons: [{ ...schedule, at: 6 }] }));
    assert.deepEqual([running(), told.length], [3, 2]);
  });

  it('acts once whatever is reloaded in between', async () => {
    const memory = inMemory();
    const first = await actingAlone({ memory });
    await first.decide(due());
    assert.equal(first.told.length, 1);
    const second = await actingAlone({ memory });
    await second.decide(due());
    assert.deepEqual([second.running(), second.told], [1, []]);
  });

  it('goes to the scheduled count, and leaves what the load asks for besides to a person', async () => {
    const { decide, running, told } = await actingAlone();
    await decide(due({ target: 9, reasons: [target, { ...schedule, count: 2 }] }));
    assert.deepEqual([running(), told.length], [2, 1]);
  });

  it('waits until it is due, and never acts on what is measured and not planned', async () => {
    const { world, decide, running, told } = await actingAlone();
    await decide(due({ reasons: [{ ...schedule, dueAt: world.clock.now() + 60_000 }] }));
    await decide(due({ reasons: [{ ...schedule, dueAt: undefined }] }));
    assert.deepEqual([running(), told], [1, []]);
  });

  it('looks at decisions alone, and sees the setting at the next of them', async () => {
    const { world, set, decide, running } = await actingAlone({ setting: false });
    await decide(due());
    set.allowed = true;
    world.store.update({ readingIntervalMs: 7000 });
    await world.clock.advance(1000);
    assert.equal(running(), 1);
    await decide(due());
    assert.equal(running(), 3);
  });

  for (const [title, decision] of [
    ['a way down', due({ direction: 'down', target: 0 })],
    ['what begins with a restart', due({ restartFirst: true })],
    ['what the load alone asks for', due({ reasons: [target] })],
    ['what is only prepared', { ...due(), state: 'prepare' as const }],
    ['what is only watched', { ...due(), state: 'watching' as const }],
    ['a decision without a recommendation', { ...due(), recommendation: undefined }],
  ] as const)
    it(`leaves ${title} to a person`, async () => {
      const { told, decide, running, world } = await actingAlone();
      await decide(decision);
      assert.deepEqual([running(), told, world.store.state.changes], [1, [], []]);
      assert.ok(!world.connection.calls.some((call) => call.startsWith('restart')));
    });

  it('acts also where the schedule is due while the load is critical', async () => {
    const { decide, running } = await actingAlone();
    await decide({ ...due({ reasons: [target, schedule] }), state: 'scale-now' });
    assert.equal(running(), 3);
  });

  it('does not take the service of another stack for one of this', async () => {
    const { told, decide, running } = await actingAlone();
    await decide(due({ serviceId: 'compose:shop2/web' }), 'compose:shop2/web');
    assert.deepEqual([running(), told], [1, []]);
  });

  it('tells of a plan that something blocks, once, and carries nothing of it out', async () => {
    const { world, told, decide, running } = await actingAlone();
    const tooMany = due({ target: 10, reasons: [{ ...schedule, count: 10 }] });
    await decide(tooMany);
    await decide(tooMany);
    const [only, ...others] = told;
    assert.ok(only?.result === 'blocked' && others.length === 0);
    assert.deepEqual(only.counts, { web: 10 }, 'for whoever wants to see its plan');
    assert.deepEqual(
      allGuards(only.plan)
        .filter(({ guard }) => guard.verdict === 'block')
        .map(({ guard }) => guard.guard),
      ['limits'],
    );
    assert.deepEqual([running(), world.store.state.changes], [1, []]);
  });

  it('tells of a plan that could not be made', async () => {
    const { world, told, decide } = await actingAlone();
    world.connection.failures.set('list', failure('timed-out'));
    await decide(due());
    assert.deepEqual(told, [
      { result: 'failed', failure: { reason: 'engine', failure: failure('timed-out') }, counts: { web: 3 } },
    ]);
  });

  it('tells of a plan that could not be begun', async () => {
    const { world, told, decide, running } = await actingAlone();
    world.locks.acquire = () => Promise.reject(new Error('ENOSPC'));
    await decide(due());
    const refusal = { reason: 'locks', detail: 'ENOSPC' };
    assert.deepEqual([running(), told], [1, [{ result: 'refused', refusal, counts: { web: 3 } }]]);
  });

  it('never goes down towards its target where somebody was faster', async () => {
    const { world, told, decide, running } = await actingAlone();
    // Not told by the engine yet: only the plan, which asks anew, comes to see them.
    world.add('here', ...[2, 3, 4, 5].map((number) => web(number)));
    await decide(due());
    assert.deepEqual([running(), told, world.store.state.changes], [5, [], []]);
  });

  it('changes nothing on another context that was pinned meanwhile', async () => {
    const { world, decide } = await actingAlone();
    world.add('there', web(1));
    const release = world.connection.hold('list');
    const deciding = decide(due());
    await world.choice.pin('there');
    release();
    await deciding;
    await world.clock.advance(1000);
    assert.deepEqual([world.engines['here']?.size, world.engines['there']?.size], [1, 1]);
  });

  it('does not cancel what it has begun when the window closes', async () => {
    const { world, decide, actor } = await actingAlone();
    world.scaler = untilCancelled;
    await decide(due());
    actor.dispose();
    await world.clock.advance(1000);
    world.operationRunner.dispose();
    await world.clock.advance(1000);
    assert.deepEqual(
      world.events.map(({ event }) => event),
      ['started', 'stage-begun'],
    );
  });

  it('is cancelled like any other operation, and that is told', async () => {
    const { world, told, decide, running } = await actingAlone();
    world.scaler = untilCancelled;
    await decide(due());
    assert.equal(told.length, 0);
    assert.equal(world.operationRunner.cancel(world.operation?.id ?? ''), true);
    await world.clock.advance(1000);
    const [only] = told;
    assert.equal(only?.result === 'done' && only.operation.outcome?.result, 'cancelled');
    assert.equal(world.events.at(-1)?.event, 'ended');
    assert.equal(running(), 1);
  });

  it('does nothing more once it is over', async () => {
    const { world, told, decide, actor, running } = await actingAlone();
    const release = world.connection.hold('list');
    await decide(due());
    actor.dispose();
    release();
    await settle();
    await decide(due({ episode: 'two' }));
    assert.deepEqual([running(), told, world.store.state.changes], [1, [], []]);
  });
});
