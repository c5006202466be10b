import assert from 'node:assert/strict';
import { allDone, foundOut } from '../../../../../src/core/operation/run/foundOut.js';
import type { JournalEvent } from '../../../../../src/core/operation/journalEvent.js';
import { buildSnapshot } from '../../../../../src/core/stack/snapshot.js';
import { emptySnapshot, type Snapshot } from '../../../../../src/core/stack/stack.js';
import type { ContainerRecord } from '../../../../../src/core/stack/containerRecord.js';
import type { Step } from '../../../../../src/core/scaling/plan.js';
import { containerRecord } from '../../../support/containerRecord.js';
import { serviceRecord, swarmRecord, swarmService, swarmStack, task } from '../../../support/swarms.js';
import {
  begunAt,
  connectionStage,
  observeStage,
  operationOf,
  operationPlan,
  restartStage,
  scaleStage,
} from '../../../support/operations.js';

const begun = { event: 'stage-begun', stage: 0, until: undefined } as const;
const step = (kind: Step['kind'], number: number, phase: 'begun' | 'done') => {
  const name = `shop-web-${number}`;
  const containerId = kind === 'create' && phase === 'begun' ? undefined : idOf(number);
  return { event: 'step', stage: 0, step: { name, kind, phase, containerId } } as const;
};
const web = (number: number, changes: Partial<ContainerRecord> = {}): ContainerRecord =>
  containerRecord('web', number, changes);
const idOf = (number: number): string => web(number).containerId;
const engine = (...records: readonly ContainerRecord[]): Snapshot => buildSnapshot(records, emptySnapshot);

/** What is found: `create shop-web-2` of steps, `stage 0` of stages. */
const found = (operation: ReturnType<typeof operationOf>, snapshot: Snapshot): readonly string[] =>
  foundOut(operation, snapshot).map((line) => {
    assert.equal(line.event === 'step' ? line.step.phase : line.phase, 'done');
    return line.event === 'step' ? `${line.step.kind} ${line.step.name}` : `stage ${line.stage}`;
  });

describe('what ends an operation of which nothing is left', () => {
  const lines = (operation: ReturnType<typeof operationOf>, ...records: readonly ContainerRecord[]) =>
    allDone(operation, engine(...records))?.map((line) => (line.event === 'step' ? 'step' : line.stage));

  it('is every stage that was not done, once the counts are there and ready', () => {
    const plan = operationPlan([scaleStage(1, 2, 'web'), observeStage(0, 'up'), scaleStage(2, 3, 'web')]);
    const operation = operationOf(plan, [[1, { event: 'stage-ended', stage: 0, phase: 'done' }]]);
    assert.deepEqual(lines(operation, web(1), web(2), web(3)), [1, 2]);
    assert.equal(lines(operation, web(1), web(2)), undefined);
    assert.equal(lines(operation, web(1), web(2), web(3, { health: 'starting' })), undefined);
    assert.deepEqual(lines(operationOf(plan), web(1), web(2), web(3)), [0, 1, 2]);
  });

  it('is a restart once each replica has come back since, and a limit as the plan has found it', () => {
    const operation = operationOf(operationPlan([connectionStage(100, 200), restartStage([idOf(1), idOf(2)])]), [
      [1, { ...begun, stage: 1 }],
    ]);
    const fresh = (number: number): ContainerRecord => web(number, { startedAt: begunAt + 2000 });
    assert.deepEqual(lines(operation, fresh(1), fresh(2)), [0, 1]);
    assert.equal(lines(operation, fresh(1), web(2, { startedAt: begunAt })), undefined);
  });
});

describe('what is found out about an operation whose window ended', () => {
  const up = operationPlan([scaleStage(1, 3, 'web', 'Web'), observeStage(0, 'up'), scaleStage(3, 4, 'web', 'Web')]);
  const creating = operationOf(up, [
    [1, begun],
    [2, step('create', 2, 'begun')],
    [3, step('create', 3, 'begun')],
    [4, step('create', 2, 'done')],
  ]);

  it('is that a stage up was done, with the steps that were not written', () => {
    assert.deepEqual(found(creating, engine(web(1), web(2), web(3))), ['create shop-web-3', 'stage 0']);
    const [line] = foundOut(creating, engine(web(1), web(2), web(3)));
    assert.equal(line?.event === 'step' ? line.step.containerId : '', idOf(3));
  });

  it('is a step alone where another is not there, or not ready', () => {
    assert.deepEqual(found(creating, engine(web(1), web(3))), ['create shop-web-3']);
    for (const state of [{ state: 'created' }, { health: 'starting' }, { health: 'unhealthy' }] as const)
      assert.deepEqual(found(creating, engine(web(1), web(2), web(3, state))), []);
    assert.deepEqual(found(creating, engine(web(1, { state: 'exited' }), web(2), web(3))), ['create shop-web-3']);
    assert.deepEqual(found(creating, engine(web(1), web(2), web(3), web(4))), ['create shop-web-3']);
  });

  it('is what is gone on the way down', () => {
    const down = operationOf(operationPlan([scaleStage(3, 1, 'web', 'Web')]), [
      [1, begun],
      [2, step('remove', 3, 'begun')],
      [2, step('remove', 2, 'begun')],
    ]);
    assert.deepEqual(found(down, engine(web(1))), ['remove shop-web-3', 'remove shop-web-2', 'stage 0']);
    assert.deepEqual(found(down, engine(web(1), web(2))), ['remove shop-web-3']);
    const leaving = engine(web(1), web(2, { state: 'removing' }));
    assert.deepEqual(found(down, leaving), ['remove shop-web-3', 'remove shop-web-2', 'stage 0']);
    const none = operationOf(operationPlan([scaleStage(1, 0, 'web', 'Web')]), [[1, begun]]);
    assert.deepEqual(found(none, engine()), ['stage 0']);
    assert.deepEqual(found(none, engine(web(1))), []);
  });

  it('is of a Swarm what its tasks come to, as many as are wanted', () => {
    const stage = { ...scaleStage(1, 2, 'web', 'Web'), serviceId: 'swarm:shop/web' };
    const update = { name: 'shop_web', kind: 'update', phase: 'begun', containerId: undefined } as const;
    const up = operationOf(operationPlan([stage]), [
      [1, begun],
      [2, { event: 'step', stage: 0, step: update }],
    ]);
    const swarm = (wanted: number, ...tasks: readonly number[]): Snapshot => {
      const record = serviceRecord({
        swarm: swarmService({ wanted }),
        tasks: tasks.map((number) => task('web', number)),
      });
      return { stacks: [swarmStack(swarmRecord({ services: [record] }))] };
    };
    assert.deepEqual(found(up, swarm(2, 1, 2)), ['update shop_web', 'stage 0']);
    assert.deepEqual(found(up, swarm(2, 1)), [], 'it is told, and not there yet');
    assert.deepEqual(found(up, swarm(1, 1, 2)), [], 'it is not told');
  });

  it('is on a Swarm that other tasks stand in place of all that were to be replaced', () => {
    const stage = { ...restartStage(['a', 'b']), serviceId: 'swarm:shop/web' };
    const restart = operationOf(operationPlan([stage]), [[1, begun]]);
    const on = (...ids: readonly string[]): Snapshot => {
      const tasks = ids.map((containerId, index) => task('web', index + 1, { containerId }));
      return buildSnapshot([], emptySnapshot, swarmRecord({ services: [serviceRecord({ tasks })] }));
    };
    assert.deepEqual(found(restart, on('c', 'd')), ['stage 0']);
    assert.deepEqual(found(restart, on('c', 'b')), [], 'one of them is still there');
    assert.deepEqual(found(restart, on('c')), [], 'one is missing');
    assert.deepEqual(allDone(restart, on('c', 'd'))?.length, 1);
  });

  it('is which replicas were started since their restart began, written or not', () => {
    const restart = operationOf(operationPlan([restartStage([1, 2, 3].map(idOf))]), [
      [1, begun],
      [2, step('restart', 1, 'begun')],
      [8, step('restart', 1, 'done')],
      [9, step('restart', 2, 'begun')],
    ]);
    const at = (seconds: number): Partial<ContainerRecord> => ({ startedAt: begunAt + seconds * 1000 });
    assert.deepEqual(found(restart, engine(web(1, at(3)), web(2), web(3))), []);
    assert.deepEqual(found(restart, engine(web(1, at(3)), web(2, at(10)), web(3))), ['restart shop-web-2']);
    assert.deepEqual(found(restart, engine(web(1, at(3)), web(2, at(10)), web(3, at(0.9)))), ['restart shop-web-2']);
    assert.deepEqual(found(restart, engine(web(1, at(3)), web(2, { ...at(10), health: 'starting' }), web(3))), []);
    assert.deepEqual(found(restart, engine(web(1, at(3)), web(2, at(10)), web(3, at(12)))), [
      'restart shop-web-2',
      'restart shop-web-3',
      'stage 0',
    ]);
    assert.deepEqual(found(restart, engine(web(1, at(3)), web(2, at(10)))), ['restart shop-web-2']);
  });

  it('is nothing of a limit, of a wait, of what was ended, and of what had not begun', () => {
    const all = engine(web(1), web(2), web(3), web(4));
    const limit = operationOf(operationPlan([connectionStage(100, 200)]), [[1, begun]]);
    assert.deepEqual(found(limit, engine(containerRecord('postgres', 1, { startedAt: begunAt + 9000 }))), []);
    const told = (...events: readonly JournalEvent['event'][]) =>
      operationOf(up, [
        ...(events.includes('stage-begun') ? ([[1, begun]] as const) : []),
        ...(events.includes('stage-ended') ? ([[9, { event: 'stage-ended', stage: 0, phase: 'done' }]] as const) : []),
      ]);
    assert.deepEqual(found(told(), all), []);
    assert.deepEqual(found(told('stage-begun', 'stage-ended'), all), []);
    assert.deepEqual(found(told('stage-begun', 'stage-ended'), engine(web(1), web(2), web(3))), []);
    const waiting = operationOf(operationPlan([observeStage(1000), scaleStage(3, 4, 'web')]), [
      [1, { ...begun, until: begunAt + 2000 }],
    ]);
    assert.deepEqual(found(waiting, all), []);
  });
});
