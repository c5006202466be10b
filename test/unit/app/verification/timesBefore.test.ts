import assert from 'node:assert/strict';
import { TimesBefore } from '../../../../src/app/verification/timesBefore.js';
import type { Operation } from '../../../../src/core/operation/operation.js';
import { fail } from '../../../../src/util/result.js';
import { endedOperation } from '../../support/teamOperations.js';
import { answer, teamReplica, teamStack, VerificationWorld } from '../support/verificationWorld.js';

async function setup() {
  const world = new VerificationWorld(
    teamReplica('frontend', 1),
    teamReplica('backend', 1),
    teamReplica('pdf-worker', 1),
  );
  await world.connected();
  await world.clock.advance(100);
  const times = new TimesBefore(
    world.session,
    world.store,
    () => Promise.resolve(world.sources),
    () => world.mayAsk,
  );
  return { world, times };
}

const operation = (id: string, service: string): Operation => {
  const made = endedOperation(id, 'done');
  const stage = {
    stage: 'scale',
    serviceId: `${teamStack}/${service}`,
    service,
    title: service,
    from: 1,
    to: 2,
  } as const;
  return { ...made, plan: { ...made.plan, stackId: teamStack, stages: [stage] } };
};

describe('response times before an operation', () => {
  it('are taken of the services that it changes', async () => {
    const { world, times } = await setup();
    let sent = 0;
    world.onSend = () => answer(200, '', { durationMs: ++sent });
    await times.take(operation('one', 'backend'));
    assert.deepEqual(new Set(world.sent.map(({ url }) => url)), new Set(['http://localhost:3001/health']));
    assert.deepEqual(times.of('one', 'backend'), { averageMs: 10.5, p95Ms: 19 });
    for (const [id, service] of [
      ['one', 'frontend'],
      ['two', 'backend'],
    ] as const)
      assert.deepEqual(times.of(id, service), { averageMs: undefined, p95Ms: undefined });
  });

  it('are not there where nothing answers, nothing is to ask, or nobody may', async () => {
    const { world, times } = await setup();
    world.onSend = () => fail('nobody');
    await times.take(operation('one', 'backend'));
    assert.equal(times.of('one', 'backend').averageMs, undefined);
    world.sent.length = 0;
    await times.take(operation('two', 'pdf-worker'));
    world.mayAsk = false;
    await times.take(operation('three', 'backend'));
    const elsewhere = operation('four', 'backend');
    await times.take({ ...elsewhere, plan: { ...elsewhere.plan, stackId: 'compose:blog' } });
    assert.deepEqual(world.sent, []);
  });

  it('are forgotten in time', async () => {
    const { world, times } = await setup();
    world.onSend = () => answer(200, '', { durationMs: 5 });
    for (let number = 0; number <= 20; number++) await times.take(operation(`op-${number}`, 'backend'));
    assert.equal(times.of('op-0', 'backend').averageMs, undefined);
    assert.equal(times.of('op-1', 'backend').averageMs, 5);
    assert.equal(times.of('op-20', 'backend').averageMs, 5);
  });
});
