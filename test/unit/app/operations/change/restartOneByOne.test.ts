import assert from 'node:assert/strict';
import { LiveStore } from '../../../../../src/app/live/liveStore.js';
import { StackFeed } from '../../../../../src/app/live/stackFeed.js';
import { restartOneByOne } from '../../../../../src/app/operations/change/restartOneByOne.js';
import type { ChangeProblem } from '../../../../../src/core/scaling/change.js';
import { containerRecord } from '../../../support/containerRecord.js';
import { FakeConnection } from '../../support/fakeConnection.js';
import { ManualClock, settle } from '../../support/manualClock.js';
import { restartPlan } from '../../support/plans.js';
import { dockerContext } from '../../support/world.js';

const records = [1, 2, 3].map((number) => containerRecord('web', number));

function setup(
  ready: (number: number) => ChangeProblem | undefined,
  stopper = new AbortController(),
  written: () => Promise<void> | undefined = () => undefined,
) {
  const connection = new FakeConnection(dockerContext('here'), new Map());
  const feed = new StackFeed(connection, new LiveStore(), new ManualClock());
  const told: string[] = [];
  const result = restartOneByOne(
    restartPlan(records),
    feed,
    (step, phase) => {
      told.push(`${step.number} ${phase}`);
      return written();
    },
    (step) => {
      told.push(`${step.number} asked`);
      return Promise.resolve(ready(step.number));
    },
    stopper.signal,
  );
  return { told, result, connection };
}

describe('restarting one by one', () => {
  it('waits for each replica before it touches the next', async () => {
    const { told, result } = setup(() => undefined);
    assert.equal(await result, undefined);
    assert.deepEqual(
      told,
      [1, 2, 3].flatMap((number) => [`${number} running`, `${number} waiting-for-health`, `${number} asked`]),
    );
  });

  it('goes no further than the first that does not come back', async () => {
    const problem: ChangeProblem = { reason: 'cancelled' };
    const { told, result } = setup((number) => (number === 2 ? problem : undefined));
    assert.equal(await result, problem);
    assert.equal(told.at(-1), '2 asked');
  });

  it('says of a restart that was cut off with its connection that it broke: nobody has cancelled it', async () => {
    const { result, connection } = setup(() => undefined);
    connection.hold('restart');
    await settle();
    connection.dispose();
    const problem = await result;
    assert.equal(problem?.reason === 'engine' && problem.failure.reason, 'interrupted');
  });

  it('touches nothing more once it is cancelled', async () => {
    const stopper = new AbortController();
    const { told, result } = setup((number) => {
      if (number === 1) stopper.abort();
      return undefined;
    }, stopper);
    assert.deepEqual(await result, { reason: 'cancelled' });
    assert.equal(told.at(-1), '1 asked');
  });

  it('restarts nothing before it is written down that it will, and nothing that could not be', async () => {
    const stopper = new AbortController();
    let unwritten: () => void = () => undefined;
    const writing = new Promise<void>((resolve) => (unwritten = resolve));
    const { told, result, connection } = setup(
      () => undefined,
      stopper,
      () => writing,
    );
    await settle();
    assert.deepEqual([told, connection.calls], [['1 running'], []]);
    stopper.abort();
    unwritten();
    assert.deepEqual(await result, { reason: 'cancelled' });
    assert.deepEqual([told, connection.calls], [['1 running'], []]);
  });
});
