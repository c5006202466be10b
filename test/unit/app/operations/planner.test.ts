import assert from 'node:assert/strict';
import type { OperationGuards } from '../../../../src/app/operations/operationGuards.js';
import { Planner } from '../../../../src/app/operations/planner.js';
import { ScalerSet } from '../../../../src/app/operations/change/scalerSet.js';
import type { OperationRequest } from '../../../../src/core/operation/plan/operationRequest.js';
import type { ScalerPreference } from '../../../../src/core/scaling/scalerChoice.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { ok } from '../../../../src/util/result.js';
import { containerRecord } from '../../support/containerRecord.js';
import { failure } from '../support/fakeConnection.js';
import { settle } from '../support/manualClock.js';
import { valueOf, watch } from '../support/watch.js';
import { World } from '../support/world.js';

const never = new AbortController().signal;
const oneMore: OperationRequest = { kind: 'scale', stackId: 'compose:shop', counts: {}, changes: { web: 1 } };
const baseline: OperationRequest = {
  kind: 'baseline',
  stackId: 'compose:up-schedule-generator',
  counts: { frontend: 1, backend: 1, 'pdf-worker': 3 },
};
const team = { project: 'up-schedule-generator' };
const teamStack = [
  containerRecord('frontend', 1, team),
  ...[1, 2].map((number) => containerRecord('backend', number, team)),
  containerRecord('pdf-worker', 1, team),
];

function setup(...records: readonly ContainerRecord[]) {
  const world = new World();
  world.add('here', ...records);
  const asked: string[] = [];
  const compose = {
    problem: undefined as string | undefined,
    preference: 'auto' as ScalerPreference,
    onAsked: (): void => undefined,
  };
  const apply = () => Promise.resolve(ok(undefined));
  const scalers = new ScalerSet(
    () => Promise.resolve({ apply }),
    () =>
      Promise.resolve({
        apply,
        whyNot: (connection, origin, project) => {
          asked.push(`${connection.context.name} ${origin?.workingDir ?? '-'} ${project}`);
          compose.onAsked();
          return Promise.resolve(compose.problem);
        },
      }),
    () => Promise.resolve({ apply }),
  );
  const guards: OperationGuards = {
    look: () => Promise.resolve({ guards: [], roomFirst: false, connections: undefined }),
  };
  const planner = new Planner(world.session, world.store, scalers, () => compose.preference, guards);
  return { world, planner, asked, compose, guards };
}

describe('planning', () => {
  it('connects by itself, plans from what the engine says now, and lets go of the session', async () => {
    const { world, planner } = setup(containerRecord('web', 1));
    const connection = await world.connected();
    const release = connection.hold('list');
    const waiting = watch(planner.operation(oneMore, never));
    await settle();
    assert.equal(waiting.phase, 'pending');
    release();
    world.add('here', containerRecord('web', 2));
    await settle();
    const stale = waiting.value;
    const fresh = await valueOf(planner.operation(oneMore, never));
    assert.deepEqual([stale?.ok && stale.value.after, fresh.ok && fresh.value.after], [{ web: 2 }, { web: 3 }]);
    assert.deepEqual(fresh.ok && fresh.value.services[0]?.seen.length, 2);
  });

  it('lets go of the session whatever comes of it', async () => {
    const { world, planner, guards } = setup(containerRecord('web', 1));
    await valueOf(planner.scale('compose:shop', 'web', 2, never));
    assert.equal(world.session.demand.wanted, false);
    await valueOf(planner.scale('compose:shop', 'nothing', 2, never));
    assert.equal(world.session.demand.wanted, false);
    guards.look = () => assert.fail('a bug');
    await assert.rejects(planner.operation(oneMore, never), /a bug/);
    assert.equal(world.session.demand.wanted, false);
  });

  it('fails without a connection, without a list, without the stack or the service, and says which', async () => {
    const { world, planner } = setup(containerRecord('web', 1));
    const scale = (stack: string, service: string) => planner.scale(stack, service, 2, never);
    assert.deepEqual(await valueOf(scale('compose:blog', 'web')), {
      ok: false,
      error: { reason: 'no-stack', stack: 'compose:blog' },
    });
    assert.deepEqual(await valueOf(scale('compose:shop', 'api')), {
      ok: false,
      error: { reason: 'no-service', service: 'api' },
    });
    world.connection.failures.set('list', failure('timed-out'));
    assert.deepEqual(await valueOf(scale('compose:shop', 'web')), {
      ok: false,
      error: { reason: 'engine', failure: failure('timed-out') },
    });
    world.refusal = failure('no-engine');
    world.connection.breakStream();
    await settle();
    const waiting = watch(scale('compose:shop', 'web'));
    await world.clock.advance(500);
    assert.deepEqual(waiting.value, { ok: false, error: { reason: 'engine', failure: failure('no-engine') } });
  });

  it('is over at once when it is cancelled while it connects', async () => {
    const { world, planner } = setup(containerRecord('web', 1));
    world.prepare = (connection) => (connection.opensAtOnce = false);
    const stopper = new AbortController();
    const waiting = watch(planner.restart('compose:shop', 'web', undefined, stopper.signal));
    await settle();
    stopper.abort();
    await settle();
    const { value } = waiting;
    assert.equal(value?.ok === false && value.error.reason === 'engine' && value.error.failure.reason, 'cancelled');
    assert.equal(world.session.demand.wanted, false);
  });

  it('does not take the stacks of another context for those that it asked about', async () => {
    const { world, planner } = setup(containerRecord('web', 1));
    world.add('there', containerRecord('web', 1), containerRecord('web', 2));
    const connection = await world.connected();
    connection.deaf = true;
    const release = connection.hold('list');
    const waiting = watch(planner.scale('compose:shop', 'web', 2, never));
    await settle();
    await world.choice.pin('there');
    await settle();
    release();
    await settle();
    assert.deepEqual([waiting.phase, waiting.value?.ok], ['fulfilled', false]);
  });

  it('plans a restart of all replicas or of one', async () => {
    const { planner } = setup(containerRecord('web', 1), containerRecord('web', 2));
    const all = await valueOf(planner.restart('compose:shop', 'web', undefined, never));
    const two = containerRecord('web', 2).containerId;
    const one = await valueOf(planner.restart('compose:shop', 'web', [two], never));
    assert.deepEqual(all.ok && all.value.steps.map((step) => step.number), [1, 2]);
    assert.deepEqual(one.ok && one.value.steps.map((step) => step.number), [2]);
  });

  it('plans the way back to the baseline, capacity first', async () => {
    const { planner, asked } = setup(...teamStack);
    const plan = await valueOf(planner.operation(baseline, never));
    assert.deepEqual(
      plan.ok && plan.value.stages.map((stage) => stage.stage === 'scale' && [stage.service, stage.to]),
      [['pdf-worker', 3], false, ['backend', 1]],
    );
    assert.deepEqual(asked, []);
  });
});

describe('asking whether docker compose can do it', () => {
  it('is left out where a replica can be copied or none is needed', async () => {
    const { planner, asked } = setup(containerRecord('web', 1));
    await valueOf(planner.scale('compose:shop', 'web', 3, never));
    await valueOf(planner.scale('compose:shop', 'web', 0, never));
    await valueOf(planner.restart('compose:shop', 'web', undefined, never));
    assert.deepEqual(asked, []);
  });

  it('is done where there is nothing to copy, with the files of the neighbours, and the answer is in the plan', async () => {
    const { planner, asked, compose } = setup(...teamStack.filter((record) => record.service !== 'pdf-worker'));
    compose.problem = 'the files are elsewhere';
    const plan = await valueOf(planner.scale('compose:up-schedule-generator', 'pdf-worker', 2, never));
    assert.deepEqual(asked, ['here /srv/shop up-schedule-generator']);
    assert.deepEqual(plan.ok && plan.value.scaler, {
      kind: 'none',
      because: 'nothing-to-copy',
      composeProblem: 'the files are elsewhere',
    });
  });

  it('is done for a baseline that begins from nothing', async () => {
    const { planner, asked } = setup(...teamStack.filter((record) => record.service !== 'pdf-worker'));
    const plan = await valueOf(planner.operation(baseline, never));
    assert.deepEqual(asked, ['here /srv/shop up-schedule-generator']);
    assert.deepEqual(plan.ok && plan.value.services.find(({ service }) => service === 'pdf-worker')?.scaler, {
      kind: 'compose',
      because: 'nothing-to-copy',
    });
  });

  it('is done each time where the setting wants compose, and never where it wants copies', async () => {
    const { planner, asked, compose } = setup(...teamStack.filter((record) => record.service !== 'pdf-worker'));
    compose.preference = 'compose';
    const composed = await valueOf(planner.scale('compose:up-schedule-generator', 'backend', 3, never));
    assert.deepEqual(composed.ok && composed.value.scaler, { kind: 'compose', because: 'setting' });
    assert.equal(asked.length, 1);
    compose.preference = 'replicate';
    const copied = await valueOf(planner.scale('compose:up-schedule-generator', 'pdf-worker', 3, never));
    assert.deepEqual(copied.ok && copied.value.scaler.kind, 'none');
    assert.equal(asked.length, 1);
  });

  it('is about the connection that the plan was made from, even when that one breaks just then', async () => {
    const { world, planner, asked, compose } = setup(containerRecord('web', 1));
    compose.preference = 'compose';
    compose.problem = 'no files';
    compose.onAsked = () => world.connection.breakStream();
    const plan = await valueOf(planner.scale('compose:shop', 'web', 2, never));
    assert.deepEqual([asked.length, plan.ok && plan.value.scaler.kind], [1, 'none']);
  });
});
