import assert from 'node:assert/strict';
import { CountOutlook } from '../../../../../src/app/operations/schedule/countOutlook.js';
import type { GuardedChange } from '../../../../../src/core/scaling/guards/guardedChange.js';
import { addedReplicas, createdReplicas, goesUp } from '../../../../../src/core/scaling/guards/guardedChange.js';
import { mayDrift } from '../../../../../src/core/scaling/guards/driftGuard.js';
import { factsOf } from '../../../support/guardedChanges.js';
import { teamRecords } from '../../../support/stacks.js';
import { World } from '../../support/world.js';

const never = new AbortController().signal;

async function setup() {
  const world = new World();
  world.add('here', ...teamRecords());
  await world.connected();
  const asked: GuardedChange[] = [];
  const outlook = new CountOutlook(
    world.session,
    world.store,
    {
      read: (_stack, _runbook, changes) => {
        asked.push(...changes);
        return Promise.resolve(factsOf(changes, { database: { ok: true, value: { limit: 100, foreign: 0 } } }));
      },
    },
    () => 'auto',
  );
  return { world, asked, outlook };
}

describe('the outlook on counts of a service', () => {
  it('is of one look, whatever counts are thought of then', async () => {
    const { asked, outlook } = await setup();
    const meaning = (await outlook.look('compose:team', 'backend', never)) ?? assert.fail();
    const verdicts = [1, 2, 3].map((count) =>
      meaning(count).flatMap((guard) => (guard.guard === 'connections' ? [guard.verdict] : [])),
    );
    assert.deepEqual(verdicts, [[], ['warn'], ['block']]);
    assert.equal(asked.length, 1);
  });

  it('looks at what more would take of the machine and the database, and runs no Compose for it', async () => {
    const { asked, outlook } = await setup();
    await outlook.look('compose:team', 'backend', never);
    const [change] = asked;
    assert.ok(change && goesUp(change) && addedReplicas(change) > 0);
    assert.deepEqual([createdReplicas(change), mayDrift(change.plan)], [0, false]);
  });

  it('is none where the service, the stack or the engine is not there', async () => {
    const { world, outlook } = await setup();
    assert.equal(await outlook.look('compose:team', 'nothing', never), undefined);
    assert.equal(await outlook.look('compose:other', 'backend', never), undefined);
    const unconnected = new World();
    const blind = new CountOutlook(unconnected.session, world.store, { read: () => assert.fail() }, () => 'auto');
    assert.equal(await blind.look('compose:team', 'backend', never), undefined);
  });
});
