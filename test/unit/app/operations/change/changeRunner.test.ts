import assert from 'node:assert/strict';
import { containerOf } from '../../../../../src/core/scaling/plan.js';
import { ok } from '../../../../../src/util/result.js';
import { containerRecord } from '../../../support/containerRecord.js';
import { settle } from '../../support/manualClock.js';
import { phases, restartPlan, scalePlan } from '../../support/plans.js';
import { fakeScaler, RunnerWorld, web, webId } from '../../support/runnerWorld.js';

describe('running an operation', () => {
  it('connects by itself, scales up, waits for the health of every new replica, and lets go of the session', async () => {
    const world = new RunnerWorld(web(1));
    const run = world.begin(scalePlan([web(1)], 3));
    assert.deepEqual(world.phases, ['create 2 waiting', 'create 3 waiting']);
    assert.equal(world.change?.outcome, undefined);
    await settle();
    assert.deepEqual(world.phases, ['create 2 waiting-for-health', 'create 3 waiting-for-health']);
    await world.become('healthy', 'new-3');
    assert.deepEqual([world.phases, run.phase], [['create 2 waiting-for-health', 'create 3 done'], 'pending']);
    await world.become('healthy', 'new-2');
    assert.deepEqual([phases(run.value), run.value], [['create 2 done', 'create 3 done'], world.change]);
    assert.deepEqual(run.value?.outcome, { endedAt: world.clock.now(), problem: undefined, running: 3 });
    assert.deepEqual(
      run.value.steps.map((state) => state.containerId),
      ['new-2', 'new-3'],
    );
    assert.equal(world.session.demand.wanted, false);
    await world.clock.advance(10_000);
    assert.deepEqual([world.phase, world.clock.pending], ['idle', []]);
  });

  it('scales down without waiting for anything', async () => {
    const records = [web(1), web(2), web(3)];
    const world = new RunnerWorld(...records);
    const run = world.begin(scalePlan(records, 1));
    await settle();
    assert.deepEqual(phases(run.value), ['remove 3 done', 'remove 2 done']);
    assert.deepEqual([run.value?.outcome?.problem, run.value?.outcome?.running], [undefined, 1]);
  });

  it('restarts one replica after the other, each healthy again before the next is touched', async () => {
    const records = [web(1), web(2)];
    const world = new RunnerWorld(...records);
    world.prepare = (connection) => {
      connection.onRestart = (id) => {
        const record = connection.containers.get(id);
        if (record) connection.put({ ...record, health: 'starting' });
      };
    };
    const run = world.begin(restartPlan(records));
    await world.clock.advance(5000);
    assert.deepEqual(world.phases, ['restart 1 waiting-for-health', 'restart 2 waiting']);
    await world.become('healthy', web(1).containerId);
    assert.deepEqual(world.phases, ['restart 1 done', 'restart 2 waiting-for-health']);
    await world.become('healthy', web(2).containerId);
    assert.deepEqual(
      [phases(run.value), run.value?.outcome?.problem],
      [['restart 1 done', 'restart 2 done'], undefined],
    );
    const restarts = world.connection.calls.filter((call) => call.startsWith('restart'));
    assert.deepEqual(restarts, ['restart web-1', 'restart web-2']);
  });

  it('is not taken in by the health from before a restart', async () => {
    const world = new RunnerWorld(web(1));
    const run = world.begin(restartPlan([web(1)]));
    world.prepare = (connection) => {
      connection.onRestart = (id) => void connection.containers.set(id, web(1, { health: 'starting' }));
    };
    await settle();
    assert.deepEqual([run.phase, world.phases], ['pending', ['restart 1 waiting-for-health']]);
    await world.become('healthy', web(1).containerId);
    assert.equal(run.value?.outcome?.problem, undefined);
    assert.equal(run.phase, 'fulfilled');
  });

  it('remembers the wanted count only once a scaling has succeeded', async () => {
    const world = new RunnerWorld(web(1));
    world.begin(scalePlan([web(1)], 2));
    await settle();
    assert.equal(world.wanted.get('here', webId), undefined);
    await world.become('unhealthy', 'new-2');
    assert.deepEqual(
      [world.change?.outcome?.problem?.reason, world.wanted.get('here', webId)],
      ['not-ready', undefined],
    );
    const next = world.begin(scalePlan([web(1), web(2, { containerId: 'new-2' })], 1));
    await settle();
    assert.deepEqual([next.value?.outcome?.problem, world.wanted.get('here', webId)], [undefined, 1]);
  });

  it('leaves a restart on a Swarm to its scaler, and what runs then is another container', async () => {
    const records = [web(1), web(2)];
    const world = new RunnerWorld(...records);
    world.scaler = {
      apply: (_connection, plan, onStep) => {
        for (const step of plan.steps) onStep(step, 'begun', containerOf(step));
        for (const [index, step] of plan.steps.entries()) {
          world.connection.containers.delete(containerOf(step) ?? '');
          world.connection.put(web(index + 1, { containerId: `new-${index}`, health: 'starting' }));
          onStep(step, 'done', containerOf(step));
        }
        return Promise.resolve(ok(undefined));
      },
    };
    const run = world.begin({ ...restartPlan(records), scaler: { kind: 'swarm', because: 'swarm-service' } });
    await settle();
    assert.deepEqual(
      [phases(run.value), run.value?.outcome?.problem],
      [['restart 1 done', 'restart 2 done'], undefined],
    );
    assert.deepEqual(
      world.connection.calls.filter((call) => call.startsWith('restart')),
      [],
    );
    assert.equal(world.wanted.get('here', webId), undefined);
  });

  it('remembers no wanted count for a restart', async () => {
    const world = new RunnerWorld(web(1));
    const run = world.begin(restartPlan([web(1)]));
    await settle();
    assert.deepEqual([run.value?.outcome?.problem, world.wanted.get('here', webId)], [undefined, undefined]);
  });

  it('refuses a service that another operation holds, and changes nothing for it', async () => {
    const world = new RunnerWorld(web(1));
    const first = world.begin(scalePlan([web(1)], 2));
    const second = world.begin(scalePlan([web(1)], 5));
    await settle();
    assert.deepEqual([first.phase, second.phase, second.value], ['pending', 'fulfilled', undefined]);
    assert.deepEqual([world.runner.isBusy(webId), world.change?.plan.to], [true, 2]);
    await world.become('healthy', 'new-2');
    assert.equal(world.runner.isBusy(webId), false);
    assert.deepEqual(world.shown, ['new-2', 'web-1'].sort().reverse());
  });

  it('runs operations on two services side by side and keeps them apart', async () => {
    const records = [web(1), containerRecord('api', 1)];
    const world = new RunnerWorld(...records);
    const first = world.begin(scalePlan(records, 2));
    const second = world.begin(restartPlan(records, 'api'));
    await settle();
    assert.deepEqual(second.value?.outcome?.problem, undefined);
    assert.deepEqual(
      world.store.state.changes.map(({ plan, outcome }) => [plan.service, outcome === undefined]).sort(),
      [
        ['api', false],
        ['web', true],
      ],
    );
    await world.become('healthy', 'new-2');
    assert.equal(first.value?.outcome?.problem, undefined);
    assert.notEqual(first.value?.id, second.value?.id);
    assert.equal(world.store.state.changes.length, 2);
  });

  it('keeps only the last operation of a service', async () => {
    const world = new RunnerWorld(web(1));
    world.begin(restartPlan([web(1)]));
    await settle();
    world.begin(restartPlan([web(1)]));
    await settle();
    assert.deepEqual(
      world.store.state.changes.map(({ id, outcome }) => [id, outcome?.problem]),
      [[2, undefined]],
    );
  });

  it('takes replicas without a health check for ready after three seconds', async () => {
    const records = [web(1, { health: 'none', healthCheck: undefined })];
    const world = new RunnerWorld(...records);
    world.scaler = fakeScaler(world, 'none');
    const run = world.begin(scalePlan(records, 2));
    await world.clock.advance(2999);
    assert.equal(run.phase, 'pending');
    await world.clock.advance(200);
    assert.deepEqual(phases(run.value), ['create 2 done']);
  });
});

describe('an operation whose plan no longer fits', () => {
  const changes: Readonly<Record<string, (world: RunnerWorld) => void>> = {
    'a replica was added': (world) => world.add('here', web(2)),
    'a replica was recreated': (world) => world.add('here', web(1, { containerId: 'again' })),
    'all replicas are gone': (world) => world.engines['here']?.clear(),
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`is not begun when ${what} after the plan was made`, async () => {
      const world = new RunnerWorld(web(1));
      const plan = scalePlan([web(1)], 3);
      await world.connected();
      change(world);
      const run = world.begin(plan);
      await settle();
      assert.deepEqual(run.value?.outcome?.problem, { reason: 'changed-meanwhile' });
      assert.deepEqual(phases(run.value), ['create 2 left-out', 'create 3 left-out']);
      assert.equal(world.wanted.get('here', webId), undefined);
    });
  }

  it('does not mind what changed about other services, or about the health of its own', async () => {
    const world = new RunnerWorld(web(1));
    const plan = restartPlan([web(1)]);
    world.add('here', containerRecord('api', 1), web(1, { health: 'unhealthy' }));
    const run = world.begin(plan);
    world.prepare = (connection) => (connection.onRestart = (id) => void connection.containers.set(id, web(1)));
    await settle();
    assert.equal(run.value?.outcome?.problem, undefined);
    assert.equal(run.phase, 'fulfilled');
  });

  it('is never begun on another context than the one it was seen with, even when nothing was there to tell them apart', async () => {
    const world = new RunnerWorld(web(1));
    const plan = { ...scalePlan([web(1)], 2), seen: [] };
    world.add('there', containerRecord('api', 1));
    await world.choice.pin('there');
    let applied = 0;
    world.scaler = { apply: () => Promise.reject(new Error(`applied ${++applied}`)) };
    const run = world.begin(plan);
    await settle();
    assert.deepEqual([run.value?.outcome?.problem, applied], [{ reason: 'changed-meanwhile' }, 0]);
  });

  it('is not begun when its whole stack is gone, though it wanted to begin from nothing', async () => {
    const world = new RunnerWorld();
    const run = world.begin({ ...scalePlan([web(1)], 2), seen: [] });
    await settle();
    assert.deepEqual(run.value?.outcome?.problem, { reason: 'changed-meanwhile' });
  });
});
