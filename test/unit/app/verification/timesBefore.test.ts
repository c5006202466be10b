import assert from 'node:assert/strict';
import { TimesBefore } from '../../../../src/app/verification/timesBefore.js';
import type { Operation } from '../../../../src/core/operation/operation.js';
import { fail } from '../../../../src/util/result.js';
import { endedOperation } from '../../support/teamOperations.js';
import type { Stage } from '../../../../src/core/operation/stage.js';
import { settle } from '../support/manualClock.js';
import { answer, neverAborted, teamReplica, teamStack, VerificationWorld } from '../support/verificationWorld.js';

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

const operation = (...services: readonly string[]): Operation => {
  const made = endedOperation('one', 'done');
  const stages = services.map((service) => ({
    stage: 'scale' as const,
    serviceId: `${teamStack}/${service}`,
    service,
    title: service,
    from: 1,
    to: 2,
  })) satisfies readonly Stage[];
  return { ...made, plan: { ...made.plan, stackId: teamStack, stages } };
};

describe('response times before an operation', () => {
  it('are taken of the services that it changes', async () => {
    const { world, times } = await setup();
    let sent = 0;
    world.onSend = () => answer(200, '', { durationMs: ++sent });
    assert.deepEqual(await times.take(operation('backend'), neverAborted), [
      { service: 'backend', averageMs: 10.5, p95Ms: 19 },
    ]);
    assert.deepEqual(new Set(world.sent.map(({ url }) => url)), new Set(['http://localhost:3001/health']));
  });

  it('are taken side by side, and of those that answered where there is no more time', async () => {
    const { world, times } = await setup();
    const over = new AbortController();
    world.onSend = ({ url }, signal) =>
      url.includes('3001')
        ? new Promise((resolve) => signal.addEventListener('abort', () => resolve(fail('cancelled'))))
        : answer(200, '', { durationMs: 7 });
    const taking = times.take(operation('backend', 'frontend'), over.signal);
    await settle();
    over.abort();
    assert.deepEqual(await taking, [{ service: 'frontend', averageMs: 7, p95Ms: 7 }]);
  });

  it('are not there where nothing answers, nothing is to ask, or nobody may', async () => {
    const { world, times } = await setup();
    world.onSend = () => fail('nobody');
    assert.deepEqual(await times.take(operation('backend'), neverAborted), []);
    world.sent.length = 0;
    assert.deepEqual(await times.take(operation('pdf-worker'), neverAborted), []);
    const elsewhere = operation('backend');
    const plan = { ...elsewhere.plan, stackId: 'compose:blog' };
    assert.deepEqual(await times.take({ ...elsewhere, plan }, neverAborted), []);
    world.mayAsk = false;
    assert.deepEqual(await times.take(operation('backend'), neverAborted), []);
    assert.deepEqual(world.sent, []);
  });
});
