import assert from 'node:assert/strict';
import { containerRecord } from '../../support/containerRecord.js';
import { failure } from '../support/fakeConnection.js';
import { settle } from '../support/manualClock.js';
import { World } from '../support/world.js';

function setup(): { world: World; mayAsk: (boolean | undefined)[] } {
  const world = new World();
  world.add('here', containerRecord('web', 1));
  const mayAsk: (boolean | undefined)[] = [];
  world.connect = (context, _signal, may) => {
    mayAsk.push(may);
    return Promise.resolve(world.answer(context));
  };
  return { world, mayAsk };
}

describe('the session with an engine that asks questions', () => {
  it('may ask whoever begins to look, and nobody when it tries again by itself', async () => {
    const { world, mayAsk } = setup();
    world.refusal = failure('no-engine');
    world.session.demand.acquire();
    await settle();
    await world.clock.advance(60_000);
    assert.ok(mayAsk.length > 2);
    assert.deepEqual([mayAsk[0], new Set(mayAsk.slice(1))], [true, new Set([false])]);
  });

  it('may ask whoever wants another attempt', async () => {
    const { world, mayAsk } = setup();
    world.refusal = failure('no-engine');
    world.session.demand.acquire();
    await settle();
    await world.session.refresh();
    await settle();
    assert.deepEqual(mayAsk, [true, true]);
  });

  it('asks nobody after a connection that stood has broken', async () => {
    const { world, mayAsk } = setup();
    world.session.demand.acquire();
    await settle();
    world.connection.breakStream();
    await world.clock.advance(5_000);
    assert.deepEqual(mayAsk, [true, false]);
  });

  it('says so where a connection that stood breaks for what only a person can mend', async () => {
    const { world, mayAsk } = setup();
    world.session.demand.acquire();
    await settle();
    world.connection.breakStream(failure('ssh-denied'));
    await world.clock.advance(60_000);
    assert.deepEqual([mayAsk, world.phase], [[true], 'failed']);
  });

  it('does not knock again by itself where only a person can help', async () => {
    const { world, mayAsk } = setup();
    world.refusal = failure('ssh-denied');
    world.session.demand.acquire();
    await settle();
    await world.clock.advance(3_600_000);
    assert.equal(mayAsk.length, 1);
    const { connection } = world.store.state;
    assert.ok(connection.phase === 'failed' && connection.retryAt === undefined);
    assert.match(world.warnings.join('\n'), /not trying again until asked to/);
    world.refusal = undefined;
    await world.session.refresh();
    await settle();
    assert.deepEqual([mayAsk, world.phase], [[true, true], 'connected']);
  });
});
