import assert from 'node:assert/strict';
import { resumeOf } from '../../../../../src/core/operation/followUp.js';
import { measure } from '../../../../../src/app/operations/run/measure.js';
import type { JournalEvent } from '../../../../../src/core/operation/journalEvent.js';
import { policyNow, signalOf } from '../../../support/signals.js';
import { OperationWorld } from '../../support/operationWorld.js';
import { fakeScaler, web, webId } from '../../support/runnerWorld.js';

const told = (events: readonly JournalEvent[]): readonly string[] =>
  events.map((event) => {
    switch (event.event) {
      case 'stage-begun':
        return `begun ${event.stage}`;
      case 'stage-ended':
        return `${event.phase} ${event.stage}`;
      case 'step':
        return `${event.step.phase} ${event.step.name}`;
      case 'ended':
        return `ended ${event.outcome.result}`;
      case 'started':
      case 'timed':
      case 'continued':
      case 'note':
      case 'watch-begun':
      case 'watch-look':
      case 'watch-ended':
      case 'verified':
        return event.event;
    }
  });

async function setup(...numbers: readonly number[]) {
  const world = new OperationWorld(...numbers.map((number) => web(number)));
  world.scaler = fakeScaler(world, 'healthy');
  await world.connected();
  /** What the rules say of web. */
  const level = (value: 'normal' | 'warning' | 'critical' | undefined): void => {
    const signals = value ? [signalOf('cpu-average', 50, { serviceId: webId, level: value })] : [];
    const policy = policyNow(() => world.clock.now(), ...signals);
    world.store.update({ policies: new Map(value ? [[webId, policy]] : []) });
  };
  level('normal');
  return { world, level };
}

describe('an operation', () => {
  it('is written down before its first step and after each, and ends with what there is', async () => {
    const { world } = await setup(1);
    const running = world.operate(await world.plan({ counts: { web: 3 } }));
    await world.clock.advance(1000);
    assert.equal(running.value?.ok, true);
    assert.deepEqual(told(world.events), [
      'started',
      'begun 0',
      'begun shop-web-2',
      'begun shop-web-3',
      'done shop-web-2',
      'done shop-web-3',
      'done 0',
      'ended done',
    ]);
    const { operation } = world;
    assert.deepEqual(operation?.outcome?.counts, { web: 3 });
    assert.deepEqual([operation?.by, operation?.before?.services[0]?.replicas], ['ann', 1]);
    assert.equal(operation?.outcome?.after?.services[0]?.replicas, 3);
  });

  it('goes on with one that was interrupted, which is not offered again', async () => {
    const { world } = await setup(1);
    const first = await world.plan({ counts: { web: 3 } });
    const started = { event: 'started', by: 'ann', plan: first, overrides: [], before: undefined } as const;
    await world.journal.record({ operation: 'first', at: 1, ...started });
    const problem = { reason: 'interrupted' } as const;
    const outcome = { result: 'interrupted', problem, counts: { web: 1 }, after: undefined } as const;
    await world.journal.record({ operation: 'first', at: 2, event: 'ended', outcome });
    const interrupted = world.journal.find('first');
    const request = interrupted && resumeOf(interrupted, world.clock.now(), () => undefined);
    assert.ok(request);
    world.operate(await world.plan(request));
    await world.clock.advance(1000);
    assert.deepEqual(world.operation?.outcome?.counts, { web: 3 });
    const [resumed, continued] = [world.operation, world.journal.find('first')];
    assert.equal(continued?.continuedBy, resumed.id);
    assert.equal(continued && resumeOf(continued, 0, () => undefined), undefined);
    assert.equal(world.journal.find(resumed.id)?.continuedBy, undefined);
  });

  describe('that was interrupted, and of which nothing is left', () => {
    const forgotten: number[] = [];
    async function interrupted(result: 'interrupted' | 'cancelled', ...numbers: readonly number[]) {
      const { world } = await setup(1);
      const made = await world.plan({ counts: { web: 3 } });
      const limit = { serviceId: 'compose:shop/db', service: 'db', title: 'db', from: 100, to: 200 } as const;
      const plan = { ...made, stages: [...made.stages, { ...limit, stage: 'set-connections' } as const] };
      const by = { operation: 'first', at: 1000 } as const;
      await world.journal.record({ ...by, event: 'started', by: 'ann', plan, overrides: [], before: undefined });
      await world.journal.record({ ...by, event: 'stage-begun', stage: 0, until: undefined });
      const outcome = { result, problem: undefined, counts: { web: 1 }, after: undefined } as const;
      await world.journal.record({ ...by, at: 9000, event: 'ended', outcome });
      for (const number of numbers) world.connection.put(web(number));
      await world.clock.advance(1000);
      await world.operationRunner.endIfDone('first');
      const operation = world.journal.find('first');
      forgotten.splice(0, forgotten.length, ...world.limitsForgotten);
      return [operation?.outcome?.result, operation?.outcome?.counts, operation?.stages.map(({ phase }) => phase)];
    }

    it('is ended as done, and offered no more', async () => {
      assert.deepEqual(await interrupted('interrupted', 2, 3), ['done', { web: 3 }, ['done', 'done']]);
      assert.deepEqual(forgotten, [200], 'and with it what was kept for its way back');
    });

    it('stays as it is where something is left, or where it was not interrupted', async () => {
      assert.deepEqual(await interrupted('interrupted', 2), ['interrupted', { web: 1 }, ['unfinished', 'left-out']]);
      assert.deepEqual(await interrupted('cancelled', 2, 3), ['cancelled', { web: 1 }, ['unfinished', 'left-out']]);
      assert.deepEqual(forgotten, []);
    });
  });

  it('writes each line before the step that follows it', async () => {
    const { world } = await setup(1);
    const counts: string[] = [];
    world.onWrite = (event) => counts.push(`${event.event} ${world.connection.containers.size}`);
    world.operate(await world.plan({ counts: { web: 2 } }));
    await world.clock.advance(1000);
    assert.deepEqual(counts.slice(0, 2), ['started 1', 'stage-begun 1']);
  });

  it('goes up by rungs, with a look between them', async () => {
    const { world } = await setup(1);
    const plan = await world.plan({ counts: { web: 12 } });
    assert.deepEqual(
      plan.stages.map((stage) => (stage.stage === 'scale' ? stage.to : stage.stage)),
      [3, 'observe', 10, 'observe', 12],
    );
    const running = world.operate(plan);
    await world.clock.advance(1000);
    assert.equal(world.connection.containers.size, 3);
    await world.clock.advance(58_000);
    assert.equal(world.connection.containers.size, 3, 'not before the minute is over');
    await world.clock.advance(5000);
    assert.equal(world.connection.containers.size, 10);
    await world.clock.advance(70_000);
    assert.deepEqual([running.value?.ok, world.connection.containers.size], [true, 12]);
  });

  it('goes down by halves, ten minutes apart', async () => {
    const { world } = await setup(1, 2, 3, 4, 5, 6, 7, 8);
    world.operate(await world.plan({ counts: { web: 2 } }));
    await world.clock.advance(1000);
    assert.equal(world.connection.containers.size, 4);
    await world.clock.advance(9 * 60_000);
    assert.equal(world.connection.containers.size, 4);
    await world.clock.advance(62_000);
    assert.equal(world.connection.containers.size, 2);
    assert.equal(world.operation?.outcome?.result, 'done');
  });

  it('stops when a level has been worse for half a minute, and not for a moment', async () => {
    const { world, level } = await setup(1);
    const running = world.operate(await world.plan({ counts: { web: 10 } }));
    await world.clock.advance(10_000);
    level('critical');
    await world.clock.advance(15_000);
    level('normal');
    await world.clock.advance(10_000);
    assert.equal(running.phase, 'pending');
    level('critical');
    await world.clock.advance(40_000);
    assert.equal(world.operation?.outcome?.result, 'stopped');
    assert.deepEqual(world.operation?.outcome?.problem, {
      reason: 'worse',
      worsened: [{ title: 'web', from: 'normal', to: 'critical', rule: 'CPU' }],
    });
    assert.equal(world.connection.containers.size, 3);
    assert.deepEqual(
      world.operation?.stages.map(({ phase }) => phase),
      ['done', 'failed', 'left-out'],
    );
  });

  it('stops when nothing can be told any more of what could be told before', async () => {
    const { world, level } = await setup(1);
    world.operate(await world.plan({ counts: { web: 10 } }));
    await world.clock.advance(10_000);
    level(undefined);
    assert.equal(measure(world.store.state, 'compose:shop', undefined, 0).services[0]?.level, 'unknown');
    await world.clock.advance(100_000);
    assert.equal(world.events.at(-1)?.event, 'stage-begun', 'it waits for figures');
    await world.clock.advance(30_000);
    assert.deepEqual(world.operation?.outcome?.problem, { reason: 'blind', titles: ['web'] });
    assert.equal(world.connection.containers.size, 3);
  });

  it('stops where somebody else has changed the service between two stages', async () => {
    const { world } = await setup(1);
    world.operate(await world.plan({ counts: { web: 10 } }));
    await world.clock.advance(10_000);
    world.add('here', web(77));
    await world.clock.advance(70_000);
    assert.deepEqual(world.operation?.outcome?.problem, {
      reason: 'change',
      problem: { reason: 'changed-meanwhile' },
    });
    assert.deepEqual(world.operation?.outcome?.counts, { web: 4 });
  });

  it('does not begin where the journal cannot be written', async () => {
    const { world } = await setup(1);
    world.onWrite = () => assert.fail('no space left on device');
    const running = world.operate(await world.plan({ counts: { web: 3 } }));
    await world.clock.advance(1000);
    assert.deepEqual(running.value, { ok: false, error: { reason: 'journal', detail: 'no space left on device' } });
    assert.deepEqual([world.connection.containers.size, world.locks.holders.size], [1, 0]);
  });

  it('begins nothing more once the journal cannot be written', async () => {
    const { world } = await setup(1);
    world.onWrite = (event) => {
      if (event.event === 'stage-begun' && event.stage === 1) assert.fail('no space left on device');
    };
    world.operate(await world.plan({ counts: { web: 10 } }));
    await world.clock.advance(100_000);
    assert.equal(world.connection.containers.size, 3);
    assert.deepEqual(world.operation?.outcome?.problem, { reason: 'journal', detail: 'no space left on device' });
  });

  it('is refused while another window holds the service, and says which', async () => {
    const { world } = await setup(1);
    const plan = await world.plan({ counts: { web: 3 } });
    const [key] = ['here|compose:shop/web', 'e1|compose:shop/web'].slice(-1);
    world.locks.holders.set(key ?? '', 'the other one');
    const running = world.operate(plan);
    await world.clock.advance(1000);
    assert.deepEqual(running.value, { ok: false, error: { reason: 'busy', title: 'web', holder: 'the other one' } });
    assert.deepEqual([world.lines.length, world.connection.containers.size], [0, 1]);
  });

  it('stops at its next stage once another window has taken the service over', async () => {
    const { world } = await setup(1);
    world.operate(await world.plan({ counts: { web: 10 } }));
    await world.clock.advance(10_000);
    world.locks.stolen = true;
    await world.clock.advance(70_000);
    assert.equal(
      world.events.some((event) => event.event === 'ended' && event.outcome.problem?.reason === 'busy'),
      true,
    );
    assert.equal(world.connection.containers.size, 3);
  });

  it('lets go of the service and of what it looked at, whatever comes of it', async () => {
    const { world } = await setup(1);
    world.scaler = { apply: () => assert.fail('a bug') };
    world.operate(await world.plan({ counts: { web: 3 } }));
    await world.clock.advance(1000);
    assert.equal(world.operation?.outcome?.result, 'failed');
    assert.deepEqual([world.locks.holders.size, world.store.state.own.size], [0, 0]);
  });

  it('sets the limit of connections before anything else, and stops where that fails', async () => {
    const { world } = await setup(1);
    const stage = {
      stage: 'set-connections',
      serviceId: 'compose:shop/db',
      service: 'db',
      title: 'db',
      from: 100,
      to: 550,
    } as const;
    world.findings = { ...world.findings, connections: stage };
    world.limitProblem = { reason: 'connections', sentence: 'It did not come up.', restored: true };
    world.operate(await world.plan({ counts: { web: 3 } }));
    await world.clock.advance(1000);
    assert.deepEqual([world.limitsSet, world.connection.containers.size], [[550], 1]);
    assert.equal(world.operation?.outcome?.result, 'failed');
    world.limitProblem = undefined;
    world.operate(await world.plan({ counts: { web: 3 } }));
    await world.clock.advance(50_000);
    assert.deepEqual([world.limitsSet, world.connection.containers.size], [[550, 550], 1], 'all connect anew first');
    await world.clock.advance(12_000);
    assert.equal(world.connection.containers.size, 3);
  });

  it('tells of its beginning and of its end', async () => {
    const { world } = await setup(1);
    const seen: string[] = [];
    world.operationRunner.onDidStart(({ outcome }) => seen.push(`start ${outcome?.result ?? '-'}`));
    world.operationRunner.onDidEnd(({ outcome }) => seen.push(`end ${outcome?.result ?? '-'}`));
    world.operate(await world.plan({ counts: { web: 3 } }));
    await world.clock.advance(1000);
    assert.deepEqual(seen, ['start -', 'end done']);
  });
});
