import assert from 'node:assert/strict';
import { hasPendingWork } from '../../../../../src/app/operations/after/pendingWork.js';
import { applyEvent } from '../../../../../src/core/operation/applyEvent.js';
import type { Operation } from '../../../../../src/core/operation/operation.js';
import { measuredOf, measuredService } from '../../../support/measured.js';
import { endedOperation, operation, operationPlan, scaleStage } from '../../../support/teamOperations.js';
import { settle } from '../../support/manualClock.js';
import { calm, minute, Watching } from '../../support/watching.js';

const pass = (world: Watching, minutes: number): Promise<void> => world.clock.advance(minutes * minute);

describe('the watch after an operation', () => {
  it('looks every ten minutes for an hour, and ends calm', async () => {
    const world = new Watching();
    await world.ended();
    await pass(world, 90);
    assert.deepEqual(world.journaled, [
      '0 begun until 60',
      '10 calm',
      '20 calm',
      '30 calm',
      '40 calm',
      '50 calm',
      '60 calm',
      '60 ended calm',
    ]);
    assert.deepEqual(world.told, []);
    assert.equal(world.store.state.operations[0]?.watch?.verdict, 'calm');
    assert.deepEqual(world.clock.pending, [], 'nothing is left that would wake it');
  });

  it('wants nothing between its looks', async () => {
    const world = new Watching();
    await world.ended();
    await pass(world, 5);
    assert.deepEqual([world.rules.wanted, world.session.demand.wanted, world.phase], [false, false, 'idle']);
    assert.equal(world.clock.pending.length, 1);
    world.answers = false;
    await pass(world, 5.5);
    assert.deepEqual([world.rules.wanted, world.session.demand.wanted, world.phase], [true, true, 'connected']);
    await pass(world, 1);
    assert.deepEqual([world.rules.wanted, world.session.demand.wanted], [false, false]);
    await pass(world, 1);
    assert.equal(world.phase, 'idle');
  });

  it('tells once of what is worse, and goes on', async () => {
    const world = new Watching();
    await world.ended();
    await pass(world, 15);
    world.level = 'critical';
    await pass(world, 20);
    world.level = 'normal';
    await pass(world, 40);
    assert.deepEqual(world.told, ['one: web critical']);
    assert.deepEqual(world.journaled.slice(1), [
      '10 calm',
      '20 worse',
      '30 worse',
      '40 calm',
      '50 calm',
      '60 calm',
      '60 ended worse',
    ]);
  });

  it('does not call worse what was so when the operation ended', async () => {
    const world = new Watching();
    await world.ended(endedOperation('one', 'stopped', measuredOf(measuredService('web', { level: 'critical' }))));
    world.level = 'critical';
    await pass(world, 11);
    assert.deepEqual([world.told, world.journaled[1]], [[], '10 calm']);
  });

  it('holds it against before where the end could not be measured', async () => {
    const world = new Watching();
    await world.ended(endedOperation('one', 'done', undefined, { before: calm }));
    world.level = 'warning';
    await pass(world, 11);
    assert.deepEqual(world.told, ['one: web warning']);
  });

  it('is blind after a minute in which nothing was read, and says unknown at the end', async () => {
    const world = new Watching();
    world.answers = false;
    await world.ended();
    await pass(world, 11.5);
    assert.deepEqual(world.journaled.slice(1), ['11 blind']);
    await pass(world, 60);
    assert.equal(world.journaled.at(-1), '61 ended unknown');
    assert.deepEqual(world.told, []);
  });

  it('is blind while no engine answers, and while the window is on another context', async () => {
    const world = new Watching();
    await world.ended();
    await pass(world, 5);
    world.refusal = { reason: 'no-engine', address: '', detail: '' };
    await pass(world, 10);
    world.refusal = undefined;
    await world.choice.pin('there');
    await pass(world, 10);
    assert.deepEqual(world.journaled.slice(1), ['11 blind', '21 blind']);
  });

  it('waits for what was known when the operation ended', async () => {
    const world = new Watching();
    world.level = 'unknown';
    await world.ended();
    await pass(world, 10.5);
    assert.deepEqual(world.journaled.slice(1), []);
    world.level = 'normal';
    await world.decide();
    await settle();
    assert.deepEqual(world.journaled.slice(1), ['11 calm']);
  });

  it('is not begun where nothing changed or could be measured, or where the runbook wants none', async () => {
    const nothing = operation('two').stages.map((stage) => ({ ...stage, phase: 'left-out' as const }));
    const cases: readonly [Operation, number?][] = [
      [endedOperation('one', 'done', calm, { stages: nothing })],
      [endedOperation('one', 'done', undefined)],
      [endedOperation('one', 'done', calm), 0],
    ];
    for (const [made, watchMs = 60 * minute] of cases) {
      const world = new Watching();
      world.policy = { ...world.policy, watchMs };
      await world.ended(made);
      assert.deepEqual([world.journaled, world.clock.pending], [[], []]);
    }
  });

  it('is begun after whatever changed something, however that ended', async () => {
    for (const result of ['stopped', 'failed', 'cancelled'] as const) {
      const world = new Watching();
      await world.ended(endedOperation('one', result, calm));
      assert.deepEqual(world.journaled, ['0 begun until 60'], result);
    }
  });

  it('looks once more when it has settled, against how it was before, and keeps what it saw', async () => {
    const world = new Watching();
    world.policy = { ...world.policy, settleMs: 3 * minute };
    const then = measuredOf(measuredService('web', { title: 'web', level: 'warning' }));
    await world.ended(endedOperation('one', 'done', then, { before: calm }));
    world.level = 'warning';
    await pass(world, 25);
    assert.deepEqual(world.journaled, ['0 begun until 60', '3 worse', '10 calm', '20 calm']);
    assert.deepEqual(world.told, ['one: web warning']);
    const looks = world.store.state.operations[0]?.watch?.looks ?? [];
    assert.deepEqual(
      looks.map(({ measured }) => measured?.services.map(({ level }) => level)),
      [['warning'], undefined, undefined],
    );
  });

  it('takes no look for the one that is settled before it has settled, however often it looks', async () => {
    const world = new Watching();
    world.policy = { ...world.policy, settleMs: 25 * minute };
    await world.ended(endedOperation('one', 'done', calm, { before: calm }));
    await pass(world, 35);
    assert.deepEqual(world.journaled, ['0 begun until 60', '10 calm', '20 calm', '25 calm', '30 calm']);
    const looks = world.store.state.operations[0]?.watch?.looks ?? [];
    assert.deepEqual(
      looks.map(({ measured }) => measured !== undefined),
      [false, false, true, false],
    );
  });

  it('has no time to settle that is longer than itself', async () => {
    const world = new Watching();
    world.policy = { ...world.policy, settleMs: 60 * minute };
    await world.ended();
    await pass(world, 11);
    assert.deepEqual(world.journaled, ['0 begun until 60', '10 calm']);
    assert.deepEqual(
      world.store.state.operations[0]?.watch?.looks.map(({ measured }) => measured),
      [undefined],
    );
  });

  it('ends early with the next operation of the service, and not with that of another', async () => {
    const world = new Watching();
    await world.ended();
    const other = operationPlan({ stages: [scaleStage('api', 1, 2)] });
    await world.after.started(operation('two', { plan: other }));
    assert.deepEqual(world.journaled, ['0 begun until 60']);
    await pass(world, 12);
    await world.after.started(operation('three'));
    await pass(world, 90);
    assert.deepEqual(world.journaled, ['0 begun until 60', '10 calm', '12 ended ended-early']);
    assert.deepEqual(world.clock.pending, []);
  });

  it('records no look that an operation overtook', async () => {
    const world = new Watching();
    world.answers = false;
    await world.ended();
    await pass(world, 10.5);
    await world.after.started(operation('three'));
    await pass(world, 5);
    assert.deepEqual(world.journaled, ['0 begun until 60', '11 ended ended-early']);
  });

  it('goes on in the next window, without the looks that nobody made', async () => {
    const first = new Watching();
    await first.ended();
    await pass(first, 12);
    assert.equal(hasPendingWork(first.kept), true);
    const operations = first.store.state.operations;
    first.after.dispose();
    await pass(first, 90);
    assert.equal(first.journaled.length, 2);

    const second = new Watching(first.kept);
    await second.clock.advance(34 * minute);
    void second.after;
    assert.equal(hasPendingWork(second.kept), true, 'the journal may still be on its way');
    second.store.update({ operations });
    await pass(second, 60);
    assert.deepEqual(second.journaled, ['40 calm', '50 calm', '60 calm', '60 ended calm']);
    assert.equal(hasPendingWork(second.kept), false);
  });

  it('is over when it is found too late, with what was seen', async () => {
    const first = new Watching();
    await first.ended();
    await pass(first, 12);
    const second = new Watching(first.kept);
    await second.clock.advance(500 * minute);
    second.store.update({ operations: first.store.state.operations });
    void second.after;
    await pass(second, 1);
    assert.deepEqual(second.journaled, ['500 ended unknown']);
  });

  it('gives up, with a word in the log, where it cannot be written down', async () => {
    const world = new Watching();
    await world.ended();
    world.full = true;
    await pass(world, 100);
    assert.deepEqual([world.journaled, world.warnings.length, world.clock.pending], [['0 begun until 60'], 1, []]);
    assert.match(world.warnings[0] ?? '', /no space left/);
    assert.match(world.lost.join(), /^watch: Error: no space left/);
  });

  it('watches two operations at once', async () => {
    const world = new Watching();
    await world.ended();
    await pass(world, 5);
    const plan = operationPlan({ stages: [scaleStage('api', 1, 2)] });
    await world.ended(
      endedOperation('two', 'done', calm, {
        plan,
        outcome: { result: 'done', problem: undefined, endedAt: world.clock.now(), counts: {}, after: calm },
      }),
    );
    await pass(world, 70);
    const looks = world.events.filter(({ event }) => event === 'watch-look');
    for (const id of ['one', 'two']) assert.equal(looks.filter((event) => event.operation === id).length, 6);
    assert.deepEqual(
      world.store.state.operations.map(({ watch }) => watch?.verdict),
      ['calm', 'calm'],
    );
  });

  it('is what the journal tells of it', async () => {
    const world = new Watching();
    await world.ended();
    await pass(world, 70);
    const [now] = world.store.state.operations;
    const told = world.events.reduce<Operation | undefined>(applyEvent, endedOperation('one', 'done', calm));
    assert.deepEqual(now, told);
  });
});
