import assert from 'node:assert/strict';
import { WhyItFailed } from '../../../../src/app/diagnosis/whyItFailed.js';
import type { Diagnosis } from '../../../../src/core/diagnosis/diagnosis.js';
import { diagnose } from '../../../../src/core/diagnosis/diagnose.js';
import type { PlanFailure } from '../../../../src/core/scaling/planFailure.js';
import { fail, ok, type Result } from '../../../../src/util/result.js';
import { observations, teamReplica } from '../../support/observations.js';
import { World } from '../support/world.js';

const failure = { of: 'one', context: 'here', stackId: 'compose:team', service: 'backend' };
const diagnosis = diagnose(observations([{ record: teamReplica('backend', 1) }]));
const never = new AbortController().signal;

async function setup(answer: Result<Diagnosis, PlanFailure> = ok(diagnosis)) {
  const world = new World();
  world.add('here', teamReplica('backend', 1));
  await world.connected();
  const asked: string[] = [];
  const why = new WhyItFailed(
    { run: (stackId, service) => Promise.resolve((asked.push(`${stackId} ${service}`), answer)) },
    world.store,
  );
  return { world, asked, why };
}

describe('why something failed', () => {
  it('is looked for once for each failure, whoever tells of it', async () => {
    const { why, asked } = await setup();
    assert.deepEqual(await Promise.all([why.find(failure, never), why.find(failure, never)]), [diagnosis, diagnosis]);
    assert.equal(await why.find(failure, never), diagnosis);
    assert.deepEqual(asked, ['compose:team backend']);
    await why.find({ ...failure, service: 'redis' }, never);
    await why.find({ ...failure, of: 'two' }, never);
    assert.equal(asked.length, 3);
  });

  it('is not looked for on another engine, or without one', async () => {
    const { why, asked, world } = await setup();
    assert.equal(await why.find({ ...failure, context: 'elsewhere' }, never), undefined);
    world.store.update({ connection: { phase: 'idle' } });
    assert.equal(await why.find(failure, never), undefined);
    assert.deepEqual(asked, []);
  });

  it('is looked for again where nothing could be looked at, or it was cancelled', async () => {
    const away = await setup(fail({ reason: 'no-stack', stack: 'x' }));
    assert.equal(await away.why.find(failure, never), undefined);
    await away.why.find(failure, never);
    assert.equal(away.asked.length, 2);
    const { why, asked } = await setup();
    assert.equal(await why.find(failure, AbortSignal.abort()), undefined);
    assert.equal(await why.find(failure, never), diagnosis);
    assert.equal(asked.length, 2);
  });
});
