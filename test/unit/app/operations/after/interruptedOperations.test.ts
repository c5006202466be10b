import assert from 'node:assert/strict';
import type { JournalEvent } from '../../../../../src/core/operation/journalEvent.js';
import { resumeOf } from '../../../../../src/core/operation/followUp.js';
import { ended, restartStage } from '../../../support/operations.js';
import { engineOf, Interrupted, started } from '../../support/interruptedWorld.js';
import { web } from '../../support/runnerWorld.js';

const begun = (operation: string, at: number): JournalEvent => ({
  ...{ operation, at, event: 'stage-begun', stage: 0, until: undefined },
});

async function advance(world: Interrupted, forMs: number): Promise<void> {
  for (let passed = 0; passed < forMs; passed += 250) {
    await world.clock.advance(250);
    await world.settled();
  }
}

describe('InterruptedOperations', () => {
  it('ends what nobody carries out, with the counts of the engine, in the journal and in the live state', async () => {
    const world = new Interrupted(started('a'));
    const told: unknown[] = [];
    (await world.begin()).onDidEnd(({ id, outcome }) => told.push([id, outcome?.result]));
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 4 }]]);
    assert.equal(world.lines.trimEnd().split('\n').length, 2);
    assert.match(world.lines, /"ended".*"interrupted"/);
    assert.deepEqual(told, [['a', 'interrupted']]);
  });

  it('waits until the engine is connected whose operation it is', async () => {
    const world = new Interrupted(started('a', 'there'));
    await world.begin();
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
    assert.deepEqual(world.asked, []);
  });

  it('leaves alone what is carried out, of several', async () => {
    const world = new Interrupted(started('a'), started('b', 'there'));
    world.held.set(`${engineOf(world)}|compose:shop/web`, 'this window');
    await world.begin();
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [
      ['b', undefined, undefined],
      ['a', undefined, undefined],
    ]);
  });

  it('asks again after a while whether another window still carries it out', async () => {
    const world = new Interrupted(started('a'));
    const key = `${engineOf(world)}|compose:shop/web`;
    world.held.set(key, 'other window');
    await world.begin();
    await world.connected();
    await world.settled();
    assert.deepEqual(world.asked, [key]);
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
    world.held.clear();
    world.store.update({});
    await world.settled();
    assert.deepEqual(world.results, [['a', undefined, undefined]], 'it asked again at once');
    await world.clock.advance(20_000);
    world.store.update({});
    await world.settled();
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 4 }]]);
  });

  it('believes the other window that has ended it meanwhile', async () => {
    const world = new Interrupted(started('a'));
    await world.begin();
    world.write({ ...ended('done', { web: 6 }), operation: 'a', at: 5000 });
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', 'done', { web: 6 }]]);
  });

  it('ends as done what lacks nothing but its last lines, at the time of the last one', async () => {
    const world = new Interrupted(started('a'), begun('a', 2000));
    for (const number of [5, 6]) world.add('here', web(number));
    await world.begin();
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', 'done', { web: 6 }]]);
    const [operation] = world.store.state.operations;
    assert.equal(operation?.outcome?.endedAt, 2000);
    assert.deepEqual(
      operation.stages.map(({ phase, endedAt }) => [phase, endedAt]),
      [['done', 2000]],
    );
    assert.match(world.lines, /"stage-ended".*"done"/);
  });

  it('lets the engine come to rest first, and counts what it has come to by then', async () => {
    const world = new Interrupted();
    const now = world.clock.now();
    world.write(started('a', 'here', undefined, now - 100), begun('a', now));
    await world.begin();
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
    await advance(world, 1500);
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
    world.connection.put(web(5));
    await advance(world, 1000);
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 5 }]]);
  });

  it('waits no longer because the clock was set back since', async () => {
    const world = new Interrupted();
    const later = world.clock.now() + 3_600_000;
    world.write(started('a', 'here', undefined, later), begun('a', later));
    await world.begin();
    await world.connected();
    await advance(world, 2500);
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 4 }]]);
  });

  it('waits for a restart that the engine is still at, as long as the replica may take to end', async () => {
    const world = new Interrupted();
    const now = world.clock.now();
    const [first, second] = [web(1), web(2)].map(({ containerId }) => containerId);
    for (const number of [1, 2]) world.add('here', web(number, { startedAt: now - 60_000 }));
    const step = { name: 'shop-web-1', kind: 'restart', phase: 'begun', containerId: first } as const;
    world.write(started('a', 'here', restartStage([first ?? '', second ?? '']), now), begun('a', now), {
      ...{ operation: 'a', at: now, event: 'step', stage: 0 },
      step,
    });
    await world.begin();
    await world.connected();
    await advance(world, 9000);
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
    world.connection.put(web(1, { startedAt: now + 9500 }));
    await world.clock.advance(1000);
    await advance(world, 1000);
    assert.deepEqual(world.results, [['a', 'interrupted', {}]]);
    const [operation] = world.store.state.operations;
    assert.deepEqual(
      operation?.stages[0]?.steps.map(({ phase, containerId }) => [phase, containerId]),
      [['done', first]],
    );
    assert.deepEqual(resumeOf(operation, world.clock.now(), () => undefined)?.onlyContainers, [second]);
  });

  it('waits for nothing more once it is disposed of', async () => {
    const world = new Interrupted();
    const now = world.clock.now();
    world.write(started('a', 'here', undefined, now), begun('a', now));
    const interrupted = await world.begin();
    await world.connected();
    await world.settled();
    interrupted.dispose();
    await advance(world, 60_000);
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
  });

  it('leaves alone what this window carries out itself, whoever seems to hold it', async () => {
    const world = new Interrupted(started('a'));
    world.store.update({ own: new Map([['a', 'running']]) });
    await world.begin();
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
  });

  it('looks once more who holds it before it writes', async () => {
    const world = new Interrupted(started('a'));
    const key = `${engineOf(world)}|compose:shop/web`;
    world.onAsked = () => void world.held.set(key, 'other window');
    await world.begin();
    await world.connected();
    await world.settled();
    assert.deepEqual(world.asked, [key, key]);
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
  });

  it('writes nothing once it is over', async () => {
    const world = new Interrupted(started('a'));
    const looking = await world.begin();
    world.onAsked = () => looking.dispose();
    await world.connected();
    await world.settled();
    assert.equal(world.asked.length, 1);
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
  });

  it('says when it cannot be written down, and leaves it open', async () => {
    const world = new Interrupted(started('a'));
    await world.begin();
    world.full = true;
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
    assert.match(world.warnings.join('\n'), /could not be written down: ENOSPC/);
  });
});
