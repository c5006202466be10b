import assert from 'node:assert/strict';
import { comesToRestAfterMs, lastToldAt } from '../../../../../src/core/operation/run/comingToRest.js';
import type { ContainerRecord } from '../../../../../src/core/stack/containerRecord.js';
import { buildSnapshot } from '../../../../../src/core/stack/snapshot.js';
import { emptySnapshot, type Snapshot } from '../../../../../src/core/stack/stack.js';
import type { Stage } from '../../../../../src/core/operation/stage.js';
import { containerRecord } from '../../../support/containerRecord.js';
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
const web = (number: number, changes: Partial<ContainerRecord> = {}): ContainerRecord =>
  containerRecord('web', number, changes);
const restarted = (phase: 'begun' | 'done', { name, containerId }: ContainerRecord) =>
  ({ event: 'step', stage: 0, step: { name, kind: 'restart', phase, containerId } }) as const;
const engine = (...records: readonly ContainerRecord[]): Snapshot => buildSnapshot(records, emptySnapshot);
const since = (seconds: number): Partial<ContainerRecord> => ({ startedAt: begunAt + seconds * 1000 });

describe('how long an engine may still be at what it was asked for', () => {
  it('is a moment for a change of the count, and nothing for a wait or before the first stage', () => {
    const up = operationPlan([scaleStage(1, 2, 'web')]);
    assert.equal(comesToRestAfterMs(operationOf(up, [[1, begun]]), engine(web(1))), 2000);
    assert.equal(comesToRestAfterMs(operationOf(up), engine(web(1))), 0);
    const { name, containerId } = web(2);
    const removing = { event: 'step', stage: 0, step: { name, kind: 'remove', phase: 'begun', containerId } } as const;
    const down = operationOf(operationPlan([scaleStage(2, 1, 'web')]), [
      [1, begun],
      [2, removing],
    ]);
    assert.equal(comesToRestAfterMs(down, engine(web(1), web(2, { stopTimeoutMs: 60_000 }))), 2000);
    const wait = operationOf(operationPlan([observeStage(500), scaleStage(2, 1)]), [[1, begun]]);
    assert.equal(comesToRestAfterMs(wait, engine(web(1))), 0);
  });

  const three = [1, 2, 3].map((number) => web(number).containerId);
  const plan = operationPlan([restartStage(three)]);

  it('is as long as the replica may take to end whose restart has begun', () => {
    const first = operationOf(plan, [
      [1, begun],
      [2, restarted('begun', web(1))],
    ]);
    const slow = { stopTimeoutMs: 60_000 };
    assert.equal(comesToRestAfterMs(first, engine(web(1), web(2, slow), web(3))), 12_000);
    assert.equal(comesToRestAfterMs(first, engine(web(1, slow), web(2), web(3))), 62_000);
    assert.equal(comesToRestAfterMs(first, engine(web(1, { stopTimeoutMs: 0 }), web(2), web(3))), 2000);
    assert.equal(comesToRestAfterMs(first, engine(web(1, { ...slow, ...since(0.5) }), web(2), web(3))), 62_000);
  });

  it('is a moment once that replica has come back, is gone, or none was begun', () => {
    const slow = { stopTimeoutMs: 60_000 };
    const first = [[1, begun] as const, [2, restarted('begun', web(1))] as const];
    const back = engine(web(1, { ...slow, ...since(3) }), web(2, slow), web(3));
    assert.equal(comesToRestAfterMs(operationOf(plan, first), back), 2000);
    assert.equal(comesToRestAfterMs(operationOf(plan, first), engine(web(2, slow))), 2000);
    const between = operationOf(plan, [...first, [3, restarted('done', web(1))]]);
    assert.equal(comesToRestAfterMs(between, engine(web(1, slow), web(2, slow), web(3, slow))), 2000);
    assert.equal(comesToRestAfterMs(operationOf(plan, [[1, begun]]), engine(web(1, slow))), 2000);
  });

  it('is as long as a database may take to end, from when its restart began', () => {
    const postgres = containerRecord('postgres', 1, { stopTimeoutMs: 30_000 });
    const limit = operationPlan([connectionStage(100, 200)]);
    assert.equal(comesToRestAfterMs(operationOf(limit, [[1, begun]]), engine(postgres)), 2000);
    const restarting = operationOf(limit, [
      [1, begun],
      [2, restarted('begun', postgres)],
    ]);
    assert.equal(comesToRestAfterMs(restarting, engine(postgres)), 32_000);
    assert.equal(comesToRestAfterMs(restarting, engine({ ...postgres, ...since(3) })), 2000);
  });

  it('is as long as a health check may take where that is all that the last stage waits for', () => {
    const slow = { intervalMs: 5000, timeoutMs: 1000, startPeriodMs: 20_000, retries: 2 };
    const starting: Partial<ContainerRecord> = { health: 'starting', healthCheck: slow };
    const of = (stages: readonly Stage[], ...records: readonly ContainerRecord[]): number =>
      comesToRestAfterMs(operationOf(operationPlan(stages), [[1, begun]]), engine(...records));
    assert.equal(of([scaleStage(1, 2, 'web')], web(1), web(2, starting)), 40_000);
    assert.equal(of([scaleStage(1, 2, 'web')], web(1), web(2, { health: 'starting', healthCheck: undefined })), 2000);
    assert.equal(of([restartStage([web(1).containerId])], web(1, { ...starting, ...since(5) })), 40_000);
    for (const others of [
      [web(1)],
      [web(1), web(2)],
      [web(1, { health: 'unhealthy' }), web(2, starting)],
      [web(1), web(2, { ...starting, state: 'created' })],
      [web(1), web(2, starting), web(3)],
    ] as const)
      assert.equal(of([scaleStage(1, 2, 'web')], ...others), 2000);
    const more = [scaleStage(1, 2, 'web'), observeStage(0, 'up'), scaleStage(2, 3, 'web')];
    assert.equal(of(more, web(1), web(2, starting)), 2000, 'whoever resumes does more than to wait');
  });

  it('counts from the last line that is about it', () => {
    assert.equal(lastToldAt(operationOf(plan)), begunAt);
    const told = [[1, begun] as const, [5, restarted('begun', web(1))] as const];
    assert.equal(lastToldAt(operationOf(plan, told)), begunAt + 5000);
    const ended = { event: 'stage-ended', stage: 0, phase: 'done' } as const;
    assert.equal(lastToldAt(operationOf(plan, [...told, [9, ended]])), begunAt + 9000);
  });
});
