import assert from 'node:assert/strict';
import type { Scaler } from '../../../../src/app/operations/ports.js';
import type { EngineFailure } from '../../../../src/core/connection/engineFailure.js';
import { fail, ok } from '../../../../src/util/result.js';
import { failure } from '../support/fakeConnection.js';
import { settle } from '../support/manualClock.js';
import { phases, restartPlan, scalePlan } from '../support/plans.js';
import { fakeScaler, RunnerWorld, web, webId } from '../support/runnerWorld.js';
import { uncaughtDuring } from '../support/uncaught.js';

/** Makes the first replica, then ends with this failure at the second. */
const failsAtSecond = (world: RunnerWorld, why: EngineFailure): Scaler => ({
  apply: async (connection, plan, onStep, signal) => {
    const [first, second] = plan.steps;
    if (first) await fakeScaler(world).apply(connection, { ...plan, steps: [first] }, onStep, signal);
    if (second) onStep(second, 'begun', undefined);
    return fail({ step: second, failure: why });
  },
});

const isOver = (world: RunnerWorld): void => {
  assert.equal(world.change?.outcome === undefined, false);
  assert.deepEqual([world.runner.isBusy(webId), world.session.demand.wanted], [false, false]);
};

describe('an operation that fails', () => {
  it('ends with the failure of its step, after those that were begun have become ready', async () => {
    const world = new RunnerWorld(web(1));
    world.scaler = failsAtSecond(world, failure('conflict'));
    const run = world.begin(scalePlan([web(1)], 4));
    await settle();
    assert.deepEqual([run.phase, world.phases[1]], ['pending', 'create 3 failed']);
    await world.become('healthy', 'new-2');
    const problem = run.value?.outcome?.problem;
    assert.deepEqual(problem?.reason === 'engine' && [problem.step?.number, problem.failure], [3, failure('conflict')]);
    assert.deepEqual(phases(run.value), ['create 2 done', 'create 3 failed', 'create 4 left-out']);
    assert.deepEqual([run.value?.outcome?.running, world.wanted.get('here', webId)], [2, undefined]);
    isOver(world);
  });

  it('tells what a replica last said that did not become ready', async () => {
    const world = new RunnerWorld(web(1));
    world.prepare = (connection) => (connection.log = ['one', 'two', 'three', 'boom']);
    const run = world.begin(scalePlan([web(1)], 2));
    await settle();
    world.connection.put(web(2, { containerId: 'new-2', state: 'exited', exitCode: 1 }));
    await world.clock.advance(100);
    const problem = run.value?.outcome?.problem;
    assert.deepEqual(problem?.reason === 'not-ready' && [problem.step.number, problem.state, problem.lastLog], [
      2,
      'exited 1',
      'two\nthree\nboom',
    ]);
    assert.deepEqual(phases(run.value), ['create 2 failed']);
  });

  it('is told even when the log cannot be read', async () => {
    const world = new RunnerWorld(web(1));
    world.prepare = (connection) => connection.failures.set('logs', failure('timed-out'));
    const run = world.begin(scalePlan([web(1)], 2));
    await settle();
    await world.clock.advance(1000 + 3000 * 4 + 60_000);
    const problem = run.value?.outcome?.problem;
    assert.deepEqual(problem?.reason === 'not-healthy-in-time' && [problem.waitedMs, problem.lastLog], [73_000, '']);
    isOver(world);
  });

  it('ends a restart at the first replica that does not come back, and leaves the others alone', async () => {
    const records = [web(1), web(2)];
    const world = new RunnerWorld(...records);
    world.prepare = (connection) =>
      (connection.onRestart = (id) => void connection.containers.set(id, web(1, { health: 'unhealthy' })));
    const run = world.begin(restartPlan(records));
    await settle();
    assert.deepEqual(phases(run.value), ['restart 1 failed', 'restart 2 left-out']);
    assert.deepEqual(
      world.connection.calls.filter((call) => call.startsWith('restart')),
      ['restart web-1'],
    );
  });

  it('ends a restart that the engine refuses', async () => {
    const world = new RunnerWorld(web(1));
    world.prepare = (connection) => connection.failures.set('restart', failure('conflict'));
    const run = world.begin(restartPlan([web(1)]));
    await settle();
    const problem = run.value?.outcome?.problem;
    assert.deepEqual(problem?.reason === 'engine' && problem.failure, failure('conflict'));
    assert.deepEqual(phases(run.value), ['restart 1 failed']);
  });

  it('does nothing when there is no connection to be had', async () => {
    const world = new RunnerWorld(web(1));
    world.refusal = failure('no-engine');
    const run = world.begin(scalePlan([web(1)], 2));
    await settle();
    const problem = run.value?.outcome?.problem;
    assert.deepEqual(problem?.reason === 'engine' && [problem.step, problem.failure], [
      undefined,
      failure('no-engine'),
    ]);
    assert.deepEqual(phases(run.value), ['create 2 left-out']);
    isOver(world);
  });

  it('has no count afterwards when the engine cannot be asked, rather than zero or an old one', async () => {
    const world = new RunnerWorld(web(1));
    world.scaler = {
      apply: () => {
        world.refusal = failure('no-engine');
        world.connection.breakStream();
        return Promise.resolve(fail({ step: undefined, failure: failure('interrupted') }));
      },
    };
    const run = world.begin(scalePlan([web(1)], 2));
    await settle();
    assert.deepEqual([run.value?.outcome?.problem?.reason, run.value?.outcome?.running], ['engine', undefined]);
  });
});

describe('an operation whose connection breaks in the middle', () => {
  it('is not a success because the calls under way were cut off as cancelled', async () => {
    const world = new RunnerWorld(web(1));
    world.scaler = {
      apply: async (_connection, plan, onStep) => {
        for (const step of plan.steps) onStep(step, 'begun', undefined);
        world.connection.breakStream();
        await settle();
        return fail({ step: plan.steps[0], failure: failure('cancelled') });
      },
    };
    const run = world.begin(scalePlan([web(1)], 2));
    await settle();
    await world.clock.advance(1000);
    const problem = run.value?.outcome?.problem;
    assert.deepEqual(problem?.reason === 'engine' && problem.failure.reason, 'interrupted');
    assert.equal(world.wanted.get('here', webId), undefined);
  });

  it('does not take the health from before a restart for the health after it', async () => {
    const world = new RunnerWorld(web(1));
    world.prepare = (connection) => (connection.onRestart = () => connection.breakStream());
    const run = world.begin(restartPlan([web(1)]));
    await settle();
    assert.notEqual(world.phases[0], 'restart 1 done');
    await world.clock.advance(5000);
    assert.deepEqual([run.phase, run.value?.outcome?.problem?.reason], ['fulfilled', 'engine']);
    isOver(world);
  });

  it('does not say that a replica is gone that it has just made', async () => {
    const world = new RunnerWorld(web(1));
    world.scaler = {
      apply: async (connection, plan, onStep, signal) => {
        const applied = await fakeScaler(world, 'healthy').apply(connection, plan, onStep, signal);
        world.connection.breakStream();
        return applied;
      },
    };
    const run = world.begin(scalePlan([web(1)], 2));
    await world.clock.advance(10_000);
    assert.equal(run.phase, 'fulfilled');
    assert.notEqual(run.value?.outcome?.problem?.reason, 'not-ready');
  });
});

describe('an operation that is cancelled', () => {
  it('begins nothing when it is cancelled before it has a connection', async () => {
    const world = new RunnerWorld(web(1));
    world.prepare = (connection) => (connection.opensAtOnce = false);
    const stopper = new AbortController();
    const run = world.begin(scalePlan([web(1)], 2), stopper.signal);
    await settle();
    stopper.abort();
    await settle();
    const problem = run.value?.outcome?.problem;
    assert.deepEqual(problem?.reason === 'engine' ? problem.failure.reason : problem?.reason, 'cancelled');
    assert.deepEqual(phases(run.value), ['create 2 left-out']);
    isOver(world);
  });

  it('stops waiting for health, and shows no step as still under way', async () => {
    const world = new RunnerWorld(web(1));
    const stopper = new AbortController();
    const run = world.begin(scalePlan([web(1)], 2), stopper.signal);
    await settle();
    stopper.abort();
    await settle();
    assert.deepEqual(run.value?.outcome?.problem, { reason: 'cancelled' });
    assert.deepEqual([phases(run.value), run.value?.outcome?.running], [['create 2 unfinished'], 2]);
    assert.equal(world.wanted.get('here', webId), undefined);
    isOver(world);
  });

  it('lets a restart that was begun end, and begins no other', async () => {
    const records = [web(1), web(2)];
    const world = new RunnerWorld(...records);
    const stopper = new AbortController();
    let release = (): void => undefined;
    world.prepare = (connection) => (release = connection.hold('restart'));
    const run = world.begin(restartPlan(records), stopper.signal);
    await settle();
    stopper.abort();
    await settle();
    assert.equal(run.phase, 'pending');
    release();
    await settle();
    assert.deepEqual(run.value?.outcome?.problem, { reason: 'cancelled' });
    assert.deepEqual(phases(run.value), ['restart 1 unfinished', 'restart 2 left-out']);
  });

  it('is cancelled when the scaler has stopped because of it', async () => {
    const world = new RunnerWorld(web(1));
    const stopper = new AbortController();
    world.scaler = {
      apply: () => {
        stopper.abort();
        return Promise.resolve(fail({ step: undefined, failure: failure('cancelled') }));
      },
    };
    const run = world.begin(scalePlan([web(1)], 2), stopper.signal);
    await settle();
    assert.deepEqual(run.value?.outcome?.problem, { reason: 'cancelled' });
  });

  it('is a success when all of it was done in spite of that', async () => {
    const records = [web(1), web(2)];
    const world = new RunnerWorld(...records);
    const stopper = new AbortController();
    world.scaler = {
      apply: async (connection, plan, onStep, signal) => {
        await fakeScaler(world).apply(connection, plan, onStep, signal);
        stopper.abort();
        return ok(undefined);
      },
    };
    const run = world.begin(scalePlan(records, 1), stopper.signal);
    await settle();
    assert.deepEqual([phases(run.value), run.value?.outcome?.problem], [['remove 2 done'], undefined]);
    assert.equal(world.wanted.get('here', webId), 1);
  });
});

describe('an operation, when something throws although it should not', () => {
  const faults: Readonly<Record<string, (world: RunnerWorld) => void>> = {
    'the scaler': (world) => (world.scaler = { apply: () => Promise.reject(new Error('broken scaler')) }),
    'the engine': (world) =>
      (world.prepare = (connection) => {
        connection.restart = () => Promise.reject(new Error('broken restart'));
        connection.inspectContainers = () => Promise.reject(new Error('broken inspect'));
      }),
  };
  for (const [what, breakIt] of Object.entries(faults)) {
    it(`ends with an outcome when ${what} throws`, async () => {
      const world = new RunnerWorld(web(1));
      breakIt(world);
      const errors = await uncaughtDuring(async () => {
        const plan = what === 'the engine' ? restartPlan([web(1)]) : scalePlan([web(1)], 2);
        const run = world.begin(plan);
        await settle();
        assert.equal(run.phase, 'fulfilled');
      });
      const problem = world.change?.outcome?.problem;
      assert.match(problem?.reason === 'engine' ? problem.failure.detail : '', /^broken /);
      assert.deepEqual(errors, []);
      isOver(world);
    });
  }

  it('leaves nothing uncaught when the log of a failed replica throws while others are still being made', async () => {
    const world = new RunnerWorld(web(1));
    world.prepare = (connection) => (connection.tailLogs = () => Promise.reject(new Error('broken log')));
    let release = (): void => undefined;
    world.scaler = {
      apply: async (connection, plan, onStep, signal) => {
        await fakeScaler(world, 'unhealthy').apply(connection, plan, onStep, signal);
        await new Promise<void>((resolve) => (release = resolve));
        return ok(undefined);
      },
    };
    const run = world.begin(scalePlan([web(1)], 2));
    assert.deepEqual(await uncaughtDuring(settle), []);
    release();
    await settle();
    assert.equal(run.value?.outcome?.problem === undefined, false);
    isOver(world);
  });

  it('is a success all the same when the wanted count cannot be kept', async () => {
    const world = new RunnerWorld(web(1), web(2));
    world.memory.set = () => Promise.reject(new Error('disk full'));
    const run = world.begin(scalePlan([web(1), web(2)], 1));
    await settle();
    assert.deepEqual([run.phase, run.value?.outcome?.problem], ['fulfilled', undefined]);
    assert.match(world.warnings.join(), /disk full/);
  });
});
