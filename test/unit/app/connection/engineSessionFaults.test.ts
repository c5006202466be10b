import assert from 'node:assert/strict';
import type { EngineConnection, EngineConnector } from '../../../../src/app/ports.js';
import type { DockerContext } from '../../../../src/core/connection/dockerContext.js';
import type { EngineFailure } from '../../../../src/core/connection/engineFailure.js';
import type { Result } from '../../../../src/util/result.js';
import { containerRecord } from '../../support/containerRecord.js';
import { failure } from '../support/fakeConnection.js';
import { settle } from '../support/manualClock.js';
import { uncaughtDuring } from '../support/uncaught.js';
import { World } from '../support/world.js';

function setup(): World {
  const world = new World();
  world.add('here', containerRecord('web', 1));
  world.add('there', containerRecord('api', 1));
  return world;
}

/** Attempts that answer only when told to, each with what `answer` makes of its context then. */
function slowConnects(world: World): (() => void)[] {
  const answers: (() => void)[] = [];
  world.connect = (context) =>
    new Promise<Result<EngineConnection, EngineFailure>>((resolve) => {
      answers.push(() => resolve(world.answer(context)));
    });
  return answers;
}

const dontCare = (): void => undefined;

describe('the session with an engine, when things overlap', () => {
  it('closes a connection that opens after its context was given up', async () => {
    const world = setup();
    const answers = slowConnects(world);
    world.session.demand.acquire();
    await settle();
    await world.choice.pin('there');
    await settle();
    const [first = dontCare, second = dontCare] = answers;
    second();
    await settle();
    first();
    await settle();
    assert.deepEqual(
      world.connections.map((each) => [each.context.name, each.disposed]),
      [
        ['there', 0],
        ['here', 1],
      ],
    );
    assert.deepEqual([world.phase, world.shown], ['connected', ['api-1']]);
  });

  it('closes a connection that opens after everybody has left', async () => {
    const world = setup();
    const answers = slowConnects(world);
    world.session.demand.acquire().dispose();
    await world.clock.advance(10_000);
    answers[0]?.();
    await settle();
    assert.deepEqual([world.connection.disposed, world.connection.calls, world.phase], [1, [], 'idle']);
  });

  it('does not go on with a context that was given up while the list of contexts was being read', async () => {
    const world = setup();
    const lists: (() => void)[] = [];
    world.list = () => new Promise((resolve) => lists.push(() => resolve(world.contexts)));
    world.session.demand.acquire();
    const old = lists.shift();
    await world.choice.pin('there');
    for (const answer of lists) answer();
    await settle();
    assert.deepEqual([world.phase, world.shown], ['connected', ['api-1']]);
    old?.();
    await settle();
    assert.deepEqual([world.phase, world.shown, world.attempts], ['connected', ['api-1'], ['there']]);
  });

  it('stays idle when the last one leaves while the list of contexts is being read', async () => {
    const world = setup();
    let answer = dontCare;
    world.list = () => new Promise((resolve) => (answer = () => resolve(world.contexts)));
    world.session.demand.acquire().dispose();
    await world.clock.advance(10_000);
    answer();
    await settle();
    assert.deepEqual([world.phase, world.attempts], ['idle', []]);
  });

  it('does not try to connect for a context that was given up while the engine room was being loaded', async () => {
    const world = setup();
    const { loadConnector } = world;
    const loads: (() => void)[] = [];
    world.loadConnector = () => new Promise((resolve) => loads.push(() => resolve(loadConnector())));
    world.session.demand.acquire();
    await settle();
    await world.choice.pin('there');
    await settle();
    for (const load of loads) load();
    await settle();
    assert.deepEqual([world.attempts, world.phase], [['there'], 'connected']);
  });

  it('says nothing of a failure of a context that was given up', async () => {
    const world = setup();
    const answers = slowConnects(world);
    world.session.demand.acquire();
    await settle();
    await world.choice.pin('there');
    await settle();
    world.refusal = failure('no-engine');
    answers[0]?.();
    await settle();
    const { connection } = world.store.state;
    assert.deepEqual(connection.phase === 'connecting' && connection.context.name, 'there');
    assert.deepEqual(world.sessionClock.pending, []);
  });

  it('never mixes a late list of the old context into the new one', async () => {
    const world = setup();
    let release = dontCare;
    world.prepare = (connection) => {
      if (connection.context.name !== 'here') return;
      connection.deaf = true;
      release = connection.hold('list');
    };
    world.session.demand.acquire();
    await settle();
    await world.choice.pin('there');
    await settle();
    release();
    await settle();
    assert.deepEqual([world.phase, world.shown], ['connected', ['api-1']]);
    const { connection } = world.store.state;
    assert.equal(connection.phase === 'connected' && connection.context.name, 'there');
  });

  it('lets go of the old context once when the last one leaves and another context is pinned', async () => {
    const world = setup();
    world.session.demand.acquire().dispose();
    await settle();
    await world.choice.pin('there');
    await settle();
    assert.deepEqual([world.phase, world.connection.disposed], ['idle', 1]);
    assert.deepEqual(world.sessionClock.pending, []);
  });

  it('is connected after a broken stream and a refresh at the same moment, with one connection', async () => {
    const world = setup();
    const first = await world.connected();
    first.breakStream();
    await world.session.refresh();
    await settle();
    await world.session.refresh();
    await world.clock.advance(60_000);
    assert.deepEqual([world.phase, world.connections.map((each) => each.disposed)], ['connected', [1, 0]]);
  });

  it('begins from nothing when the Docker CLI has moved to another context between two attempts', async () => {
    const world = setup();
    const first = await world.connected();
    first.emit(containerRecord('web', 1), '1700000000000000001');
    world.store.update({
      readings: new Map([['compose:shop/web#1', { cpuPercent: 5, memoryBytes: 1, memoryPercent: 1, at: 0 }]]),
    });
    world.contexts = { ...world.contexts, current: { name: 'there', because: 'docker-config' } };
    first.breakStream();
    const mixed: string[] = [];
    world.store.onDidChange(({ connection, readings }) => {
      if (connection.phase === 'idle' || connection.context.name !== 'there') return;
      if (world.shown?.includes('web-1') || readings.size > 0) mixed.push(connection.phase);
    });
    await world.clock.advance(500);
    assert.deepEqual([world.phase, world.shown, mixed], ['connected', ['api-1'], []]);
    assert.equal(world.connection.sinceNano, undefined);
  });
});

describe('the session with an engine, when a port throws although it should not', () => {
  const faults: Readonly<Record<string, (world: World) => void>> = {
    'the list of contexts': (world) => (world.list = () => Promise.reject(new Error('broken store'))),
    'loading the engine room': (world) => (world.loadConnector = () => Promise.reject(new Error('broken bundle'))),
    'an attempt to connect': (world) => (world.connect = () => Promise.reject(new Error('broken connector'))),
    'an attempt to connect, at once': (world) =>
      (world.connect = () => {
        throw new Error('broken connector');
      }),
    'the first list': (world) =>
      (world.prepare = (connection) => {
        connection.listContainers = () => Promise.reject(new Error('broken list'));
      }),
    'the event stream': (world) =>
      (world.prepare = (connection) => {
        connection.followEvents = () => Promise.reject(new Error('broken stream'));
      }),
  };
  for (const [what, breakIt] of Object.entries(faults)) {
    it(`says so and keeps trying when ${what} throws`, async () => {
      const world = setup();
      const { list, loadConnector, connect, prepare } = world;
      breakIt(world);
      world.session.demand.acquire();
      const errors = await uncaughtDuring(() => world.clock.advance(600));
      const { connection } = world.store.state;
      assert.match(connection.phase === 'failed' ? connection.failure.detail : connection.phase, /^broken /);
      assert.deepEqual(errors, []);
      assert.ok(world.connections.every((each) => each.disposed === 1));
      Object.assign(world, { list, loadConnector, connect, prepare });
      await world.clock.advance(30_000);
      assert.deepEqual([world.phase, world.shown], ['connected', ['web-1']]);
    });
  }

  it('keeps the connection when one listener of the live state throws, and reports that error on its own', async () => {
    const world = setup();
    const seen: string[] = [];
    world.store.onDidChange(({ connection }) => {
      if (connection.phase === 'connecting') throw new Error('broken view');
    });
    world.store.onDidChange(({ connection }) => seen.push(connection.phase));
    const errors = await uncaughtDuring(async () => void (await world.connected()));
    assert.deepEqual([seen, errors.map(String)], [['connecting', 'connected'], ['Error: broken view']]);
  });

  it('hands the signal of its round to the connector, so that giving up stops the attempt', async () => {
    const world = setup();
    const signals: AbortSignal[] = [];
    world.connect = (_context: DockerContext, signal: AbortSignal): ReturnType<EngineConnector['connect']> => {
      signals.push(signal);
      return new Promise(dontCare);
    };
    world.session.demand.acquire();
    await settle();
    await world.choice.pin('there');
    await settle();
    assert.deepEqual(
      signals.map((signal) => signal.aborted),
      [true, false],
    );
  });
});
