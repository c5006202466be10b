import assert from 'node:assert/strict';
import { ended } from '../../support/operations.js';
import { failure } from '../support/fakeConnection.js';
import { engineOf, Interrupted, started } from '../support/interruptedWorld.js';
import { web } from '../support/runnerWorld.js';

describe('the connection for what is open', () => {
  it('connects where nobody else does, until it has looked', async () => {
    const world = new Interrupted(started('a'));
    await world.alone();
    await world.settled();
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 4 }]]);
    assert.equal(world.session.demand.wanted, false);
    await world.clock.advance(20_000);
    assert.deepEqual([world.phase, world.attempts, world.clock.pending.length], ['idle', ['here'], 1]);
  });

  it('connects to no engine where nothing is open, nor twice to one that it was not on', async () => {
    const calm = new Interrupted(started('a'), { ...ended('done', { web: 6 }), operation: 'a', at: 5000 });
    await calm.alone();
    await calm.settled();
    assert.deepEqual(calm.attempts, []);
    const world = new Interrupted(started('a', 'there'));
    await world.alone();
    await world.clock.advance(120_000);
    assert.deepEqual([world.attempts, world.phase], [['here'], 'idle']);
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
    world.add('there', web(1));
    await world.choice.pin('there');
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 1 }]]);
  });

  it('wants nothing for what this window carries out itself', async () => {
    const world = new Interrupted(started('a'));
    world.store.update({ own: new Map([['a', 'running']]) });
    await world.alone();
    await world.settled();
    assert.deepEqual([world.attempts, world.session.demand.wanted], [[], false]);
  });

  it('stays connected while another window carries it out, and looks again by itself', async () => {
    const world = new Interrupted(started('a'));
    const key = `${engineOf(world)}|compose:shop/web`;
    world.held.set(key, 'other window');
    await world.alone();
    await world.clock.advance(60_000);
    assert.deepEqual([world.phase, world.asked.length], ['connected', 5]);
    world.held.clear();
    await world.clock.advance(15_000);
    await world.settled();
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 4 }]]);
    assert.equal(world.session.demand.wanted, false);
  });

  it('waits for an engine that does not answer, and not for ever', async () => {
    const world = new Interrupted(started('a'));
    world.refusal = failure('no-engine');
    await world.alone();
    await world.clock.advance(9 * 60_000);
    assert.equal(world.session.demand.wanted, true);
    await world.clock.advance(2 * 60_000);
    assert.equal(world.session.demand.wanted, false);
    world.refusal = undefined;
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 4 }]]);
  });
});
