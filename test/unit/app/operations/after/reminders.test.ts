import assert from 'node:assert/strict';
import { hasPendingWork } from '../../../../../src/app/operations/after/pendingWork.js';
import { Reminders } from '../../../../../src/app/operations/after/reminders.js';
import { ReminderTimes } from '../../../../../src/app/operations/after/reminderTimes.js';
import type { Operation } from '../../../../../src/core/operation/operation.js';
import { endedOperation, operation, operationPlan, scaleStage } from '../../../support/teamOperations.js';
import { settle } from '../../support/manualClock.js';
import { web } from '../../support/runnerWorld.js';
import { inMemory, World } from '../../support/world.js';

const minute = 60_000;

/** Six replicas of web, three of them since an operation. */
class Reminding extends World {
  asked: string[] = [];
  /** What a person answers; pending until then. */
  answers: ((later: boolean) => void)[] = [];
  remindMs = 60 * minute;
  /** A notification cannot be shown. */
  isBroken = false;
  readonly times: ReminderTimes;
  readonly reminders: Reminders;

  constructor(
    readonly kept = inMemory(),
    operations: readonly Operation[] = [],
  ) {
    super();
    this.add('here', ...[1, 2, 3, 4, 5, 6].map((number) => web(number)));
    this.store.update({ operations });
    this.times = new ReminderTimes(kept);
    this.reminders = new Reminders(
      this.session,
      this.store,
      this.clock,
      this.times,
      () => ({ settleMs: 0, watchMs: 0, watchEveryMs: 0, remindMs: this.remindMs }),
      ({ id }, up, sinceMs) => {
        const counts = up.map(({ service, replicas }) => `${service} ${replicas}`).join();
        this.asked.push(`${id}: ${counts} for ${Math.round(sinceMs / minute)} min`);
        if (this.isBroken) return Promise.reject(new Error('no window'));
        return new Promise((resolve) => this.answers.push(resolve));
      },
    );
    this.reminders.start();
  }

  ended(made = endedOperation('one')): void {
    this.store.update({ operations: [made, ...this.store.state.operations] });
    this.reminders.ended(made);
  }

  pass(minutes: number): Promise<void> {
    return this.clock.advance(minutes * minute);
  }
}

describe('reminding of a step up', () => {
  it('asks once, after the time that the runbook gives', async () => {
    const world = new Reminding();
    world.ended();
    await world.pass(59);
    assert.deepEqual([world.asked, world.clock.pending], [[], [minute]]);
    assert.equal(world.attempts.length, 0, 'nobody is asked before');
    await world.pass(1);
    assert.deepEqual(world.asked, ['one: web 6 for 60 min']);
    world.answers[0]?.(false);
    await world.pass(500);
    assert.equal(world.asked.length, 1);
    assert.deepEqual(
      [world.clock.pending, world.session.demand.wanted, hasPendingWork(world.kept)],
      [[], false, false],
    );
  });

  it('asks again after the same time whoever wants that', async () => {
    const world = new Reminding();
    world.ended();
    await world.pass(70);
    world.answers[0]?.(true);
    await settle();
    await world.pass(59);
    assert.equal(world.asked.length, 1);
    await world.pass(2);
    assert.deepEqual(world.asked[1], 'one: web 6 for 130 min');
  });

  it('survives a reload, and asks at once what came due in between', async () => {
    const first = new Reminding();
    first.ended();
    await first.pass(30);
    assert.equal(hasPendingWork(first.kept), true);
    first.reminders.dispose();
    await first.pass(60);
    assert.deepEqual(first.asked, []);
    const second = new Reminding(first.kept, first.store.state.operations);
    await second.pass(59);
    assert.deepEqual(second.asked, []);
    await second.pass(1);
    assert.deepEqual(second.asked, ['one: web 6 for 60 min']);
    const third = new Reminding(first.kept, first.store.state.operations);
    await third.pass(500);
    assert.deepEqual(third.asked, [], 'once');
  });

  it('says nothing where it is not up any more', async () => {
    const world = new Reminding();
    world.ended();
    for (const number of [4, 5, 6]) world.engines['here']?.delete(web(number).containerId);
    await world.pass(61);
    assert.deepEqual([world.asked, world.times.all], [[], []]);
  });

  it('says nothing where a later operation has changed it', async () => {
    const world = new Reminding();
    world.ended();
    const down = operationPlan({ stages: [scaleStage('web', 6, 5)], before: { web: 6 }, after: { web: 5 } });
    await world.pass(10);
    world.ended(
      endedOperation('two', 'done', undefined, {
        plan: down,
        startedAt: world.clock.now(),
      }),
    );
    await world.pass(100);
    assert.deepEqual([world.asked, world.times.all], [[], []]);
  });

  it('waits for an operation that runs', async () => {
    const world = new Reminding();
    world.ended();
    await world.pass(55);
    const before = world.store.state.operations;
    const running = operation('two', { startedAt: world.clock.now() });
    const idle = running.stages.map((stage) => ({ ...stage, phase: 'left-out' as const }));
    world.store.update({ operations: [running, ...before] });
    await world.pass(10);
    assert.deepEqual(world.asked, []);
    const cancelled = endedOperation('two', 'cancelled', undefined, { startedAt: running.startedAt, stages: idle });
    world.store.update({ operations: [cancelled, ...before] });
    await world.pass(10);
    assert.deepEqual(world.asked, ['one: web 6 for 70 min']);
  });

  it('tries again where no engine answers, or another context is chosen', async () => {
    const world = new Reminding();
    world.ended();
    world.refusal = { reason: 'no-engine', address: '', detail: '' };
    await world.pass(61);
    assert.equal(world.asked.length, 0);
    world.refusal = undefined;
    await world.choice.pin('there');
    await world.pass(10);
    assert.equal(world.asked.length, 0);
    await world.choice.pin('here');
    await world.pass(10);
    assert.deepEqual(world.asked, ['one: web 6 for 80 min']);
  });

  it('gives up on a context that nobody has looked at for a day', async () => {
    const world = new Reminding();
    world.ended();
    await world.choice.pin('there');
    await world.pass(24 * 60);
    assert.equal(world.times.all.length, 1);
    await world.pass(80);
    assert.deepEqual([world.times.all, world.asked, world.clock.pending], [[], [], []]);
  });

  it('asks once, whatever ends while it looks', async () => {
    const world = new Reminding();
    const releases: (() => void)[] = [];
    world.prepare = (connection) => void releases.push(connection.hold('list'));
    world.ended();
    await world.pass(60);
    assert.deepEqual([world.attempts.length, world.asked], [1, []]);
    const plan = operationPlan({ stages: [scaleStage('api', 1, 2)], before: { api: 1 }, after: { api: 2 } });
    const endedAt = world.clock.now();
    const outcome = { result: 'done', problem: undefined, endedAt, counts: {}, after: undefined } as const;
    world.ended(endedOperation('two', 'done', undefined, { plan, outcome }));
    await world.clock.advance(10);
    for (const release of releases) release();
    await world.clock.advance(1000);
    assert.deepEqual(world.asked, ['one: web 6 for 60 min']);
  });

  it('forgets what the journal does not know', async () => {
    const world = new Reminding();
    world.reminders.ended(endedOperation('one'));
    await world.pass(61);
    assert.deepEqual([world.asked, world.times.all], [[], []]);
  });

  it('says nothing where the runbook wants none, or nothing went up', () => {
    const world = new Reminding();
    world.remindMs = 0;
    world.ended();
    world.remindMs = 60 * minute;
    const outcome = {
      result: 'failed',
      problem: undefined,
      endedAt: 1_000_000,
      counts: { web: 3 },
      after: undefined,
    } as const;
    world.ended(endedOperation('two', 'failed', undefined, { outcome }));
    world.ended(endedOperation('three', 'done', undefined, { plan: operationPlan({ before: { web: 6 } }) }));
    assert.deepEqual([world.times.all, world.clock.pending], [[], []]);
  });

  it('goes on with the next one where showing one fails', async () => {
    const world = new Reminding();
    world.ended();
    const api = operationPlan({ stages: [scaleStage('web', 2, 6)], before: { web: 2 } });
    const unsound = endedOperation('two', 'done', undefined, { plan: api, startedAt: 900_000 });
    world.ended(unsound);
    world.isBroken = true;
    await world.pass(61);
    assert.equal(world.asked.length, 2);
  });
});

describe('the times of reminders', () => {
  const time = { operation: 'one', at: 5, againMs: 7 };

  it('are read as they were kept, the earliest first, one for an operation', () => {
    const memory = inMemory();
    const times = new ReminderTimes(memory);
    times.set({ ...time, at: 9 });
    times.set({ ...time, operation: 'two', at: 6 });
    times.set(time);
    const again = new ReminderTimes(memory);
    assert.deepEqual(again.all, [time, { ...time, operation: 'two', at: 6 }]);
    again.forget('one');
    again.forget('two');
    assert.equal(memory.get('reminders'), undefined);
  });

  it('are none where what was kept is something else', () => {
    for (const text of ['', '{', 'null', '7', '[null, 1, {"operation":"x"}, {"operation":"x","at":"1","againMs":1}]'])
      assert.deepEqual(new ReminderTimes(inMemory({ reminders: text })).all, []);
  });

  it('do without a memory that keeps nothing', () => {
    const times = new ReminderTimes({ get: () => undefined, set: () => Promise.reject(new Error('full')) });
    times.set(time);
    assert.deepEqual(times.all, [time]);
  });
});
