import assert from 'node:assert/strict';
import { hasPendingWork } from '../../../../src/app/operations/after/pendingWork.js';
import type { Operation } from '../../../../src/core/operation/operation.js';
import { endedOperation, operation, operationPlan, scaleStage } from '../../support/teamOperations.js';
import { settle } from '../support/manualClock.js';
import { calm, minute, Watching } from '../support/watching.js';
import { inMemory } from '../support/world.js';

const done = endedOperation('one', 'done', calm);

/** A window that finds these in the journal some minutes after `one` has ended. */
async function found(operations: readonly Operation[], afterMinutes = 5, somethingLeft = true): Promise<Watching> {
  const world = new Watching(inMemory({ watching: 'yes' }), [], somethingLeft);
  await world.clock.advance(afterMinutes * minute);
  void world.after;
  world.store.update({ operations });
  for (let turn = 0; turn < 10; turn += 1) await settle();
  return world;
}

describe('the watch after an operation whose window was killed before it began', () => {
  it('is kept in mind before its first line is written', async () => {
    const world = new Watching();
    world.stuck = true;
    void world.ended();
    await settle();
    assert.deepEqual([world.journaled, hasPendingWork(world.kept)], [[], true]);
  });

  it('is begun by the next window, for what is left of the hour', async () => {
    const world = await found([done]);
    assert.deepEqual(world.journaled, ['5 begun until 60']);
    await world.clock.advance(60 * minute);
    assert.deepEqual(world.journaled.slice(1), [
      ...['10 calm', '20 calm', '30 calm', '40 calm', '50 calm', '60 calm'],
      '60 ended calm',
    ]);
    assert.deepEqual([hasPendingWork(world.kept), world.session.demand.wanted], [false, false]);
  });

  it('is not begun after the hour, nor for what had none, was changed since, or is watched', async () => {
    const nothing = done.stages.map((stage) => ({ ...stage, phase: 'left-out' as const }));
    const later = operation('two', { startedAt: done.startedAt + 1 });
    const watched = { until: 1, everyMs: 1, looks: [], verdict: 'calm' } as const;
    for (const [operations, after] of [
      [[done], 61],
      [[{ ...done, stages: nothing }], 5],
      [[{ ...endedOperation('one', 'interrupted', undefined, { before: calm }), continuedBy: 'two' }], 5],
      [[later, done], 5],
      [[{ ...done, watch: watched }], 5],
    ] as const) {
      const world = await found(operations, after);
      await world.clock.advance(70 * minute);
      assert.deepEqual([world.journaled, hasPendingWork(world.kept)], [[], false]);
    }
  });

  describe('that was interrupted', () => {
    const stages = done.stages.map((stage) => ({ ...stage, phase: 'unfinished' as const, endedAt: 1_000_000 }));
    const steps = [{ name: 'web-4', kind: 'create', phase: 'done', at: 1_000_000, containerId: 'a' }] as const;
    const foundAt = { endedAt: 1_000_000 + 25 * minute, counts: { web: 4 }, after: undefined };
    const outcome = { result: 'interrupted', problem: { reason: 'interrupted' }, ...foundAt } as const;
    const of = (more: Partial<Operation> = {}): Operation => ({
      ...operation('one', { before: calm, stages: stages.map((stage) => ({ ...stage, steps })), outcome }),
      ...more,
    });

    it('is begun once that is found, for what is left of the hour since its last step', async () => {
      const world = await found([of()], 25);
      assert.deepEqual(world.journaled, ['25 begun until 60']);
      world.level = 'critical';
      await world.clock.advance(60 * minute);
      assert.deepEqual(world.journaled.slice(1), ['30 worse', '40 worse', '50 worse', '60 worse', '60 ended worse']);
      assert.deepEqual(world.told, ['one: web critical'], 'held against how it was before');
    });

    it('is not begun where nothing was done yet, where it is too late, and where somebody went on with it', async () => {
      for (const [one, after] of [
        [of({ stages }), 25],
        [of(), 61],
        [of({ continuedBy: 'two' }), 25],
      ] as const) {
        const world = await found([one], after);
        await world.clock.advance(70 * minute);
        assert.deepEqual([world.journaled, hasPendingWork(world.kept)], [[], false]);
      }
    });

    it('ends early as soon as somebody goes on with it', async () => {
      const world = await found([of()], 25);
      const resumed = operation('two', { startedAt: 1_000_000 + 26 * minute });
      world.store.update({ operations: [resumed, ...world.store.state.operations] });
      await world.after.started(resumed);
      await world.clock.advance(70 * minute);
      assert.deepEqual(world.journaled, ['25 begun until 60', '25 ended ended-early']);
    });

    it('is not begun where somebody goes on with it before the rules are known', async () => {
      const world = new Watching(inMemory({ watching: 'yes' }), [], true);
      world.store.update({ runbooksRead: false });
      void world.after;
      world.store.update({ operations: [of()] });
      await world.clock.advance(1000);
      world.store.update({ operations: [of({ continuedBy: 'two' })], runbooksRead: true });
      await world.clock.advance(minute);
      assert.deepEqual(world.journaled, []);
    });
  });

  it('is begun beside an operation of another service', async () => {
    const plan = operationPlan({ stages: [scaleStage('api', 1, 2)] });
    const world = await found([operation('two', { plan, startedAt: done.startedAt + 1 }), done]);
    assert.deepEqual(world.journaled, ['5 begun until 60']);
  });

  it('is left to what the earlier window made of it where that ended with nothing to do', async () => {
    const world = await found([done], 5, false);
    assert.deepEqual([world.journaled, world.attempts], [[], []]);
  });

  it('asks the rules first how long it is to be', async () => {
    const world = new Watching(inMemory({ watching: 'yes' }), [], true);
    world.store.update({ runbooksRead: false });
    void world.after;
    world.store.update({ operations: [done] });
    await world.clock.advance(10_000);
    assert.deepEqual([world.journaled, world.rules.wanted, hasPendingWork(world.kept)], [[], true, true]);
    world.policy = { ...world.policy, watchMs: 0 };
    world.store.update({ runbooksRead: true });
    await world.clock.advance(minute);
    assert.deepEqual([world.journaled, world.rules.wanted], [[], false]);
  });

  it('takes the usual time where no rules can be had', async () => {
    const world = new Watching(inMemory({ watching: 'yes' }), [], true);
    world.refusal = { reason: 'no-engine', address: '', detail: '' };
    void world.after;
    world.store.update({ operations: [done] });
    await world.clock.advance(2 * minute);
    assert.deepEqual(world.journaled, ['1 begun until 60']);
  });

  it('is begun, too, for what turns out to be done only now', async () => {
    const world = await found([operation('one', { before: calm })], 5, false);
    world.store.update({ operations: [done] });
    for (let turn = 0; turn < 10; turn += 1) await settle();
    assert.deepEqual(world.journaled, ['5 begun until 60']);
  });

  it('is not begun twice for what this window carries out itself', async () => {
    const world = await found([operation('one')], 0, false);
    world.store.update({ own: new Map([['one', 'running']]) });
    world.store.update({ operations: [done] });
    for (let turn = 0; turn < 10; turn += 1) await settle();
    assert.deepEqual(world.journaled, []);
    await world.after.ended(done);
    world.store.update({ own: new Map() });
    await world.clock.advance(minute);
    assert.deepEqual(world.journaled, ['0 begun until 60']);
  });
});
