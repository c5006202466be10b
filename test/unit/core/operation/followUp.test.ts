import assert from 'node:assert/strict';
import { repeatOf, resumeOf, undoOf } from '../../../../src/core/operation/followUp.js';
import {
  begunAt,
  connectionStage,
  ended,
  observeStage,
  operationOf,
  operationPlan,
  restartStage,
  scaleStage,
} from '../../support/operations.js';
import { servicePlan } from '../../support/plans.js';

const never = (): undefined => undefined;
const up = operationPlan([scaleStage(3, 6), observeStage(0, 'up'), scaleStage(6, 10)]);
const begun = (stage: number, until?: number) => ({ event: 'stage-begun', stage, until }) as const;
const stageEnded = (stage: number, phase: 'done' | 'failed' | 'unfinished') =>
  ({ event: 'stage-ended', stage, phase }) as const;

describe('undoOf', () => {
  it('goes back to the counts from before, in one request', () => {
    assert.deepEqual(undoOf(operationOf(up, [[41, ended('done', { worker: 10 })]])), {
      kind: 'undo',
      stackId: 'compose:shop',
      counts: { worker: 3 },
      refersTo: 'op-1',
    });
  });

  it('leaves out what did not change, and takes in what could not be told', () => {
    const plan = operationPlan([scaleStage(3, 6), scaleStage(1, 2, 'web', 'Web'), scaleStage(1, 2, 'api', 'API')]);
    const stopped = operationOf(plan, [[41, ended('stopped', { worker: 5, web: 1 })]]);
    assert.deepEqual(undoOf(stopped)?.counts, { worker: 3, api: 1 });
  });

  it('is not offered where nothing changed, where only replicas restarted, and while it is under way', () => {
    assert.equal(undoOf(operationOf(up, [[41, ended('failed', { worker: 3 })]])), undefined);
    assert.equal(undoOf(operationOf(operationPlan([restartStage(['a'])]), [[41, ended('done', {})]])), undefined);
    assert.equal(undoOf(operationOf(up)), undefined);
  });

  it('takes the limit of connections back, unless that was done or it was never touched', () => {
    const plan = operationPlan([connectionStage(100, 550), scaleStage(1, 10, 'backend', 'Backend')]);
    const failedAt = (stage: number, more: Parameters<typeof ended>[2]) =>
      undoOf(
        operationOf(plan, [
          [1, begun(stage)],
          [9, ended('failed', { backend: 1 }, more)],
        ]),
      );
    assert.deepEqual(
      undoOf(
        operationOf(plan, [
          [1, begun(0)],
          [9, ended('done', { backend: 10 })],
        ]),
      ),
      {
        kind: 'undo',
        stackId: 'compose:shop',
        counts: { backend: 1 },
        connections: 100,
        refersTo: 'op-1',
      },
    );
    const problem = (restored: boolean | undefined) => ({
      problem: { reason: 'connections', sentence: 'x', restored } as const,
    });
    assert.equal(failedAt(0, problem(true)), undefined);
    assert.equal(failedAt(0, problem(false))?.connections, 100);
    assert.equal(undoOf(operationOf(plan, [[9, ended('failed', { backend: 1 })]])), undefined);
  });

  describe('of a limit whose change nobody came to the end of', () => {
    const inData = { dataFolder: '/data' };
    const kept = { dataFolder: '/data', limit: 100, tried: 550 };
    const raise = operationPlan([connectionStage(100, 550, inData), scaleStage(1, 10, 'backend', 'Backend')]);
    const inRaise = (...more: Parameters<typeof ended>) =>
      operationOf(raise, [
        [1, begun(0)],
        [9, ended(...more)],
      ]);

    it('knows what leads back, whether one goes back or on', () => {
      const interrupted = inRaise('interrupted', { backend: 1 });
      assert.deepEqual(undoOf(interrupted)?.keptSettings, kept);
      assert.deepEqual(resumeOf(interrupted, 0, never)?.keptSettings, kept);
      const problem = { reason: 'connections', sentence: 'x', restored: false } as const;
      const failed = operationOf(raise, [
        [1, begun(0)],
        [8, stageEnded(0, 'failed')],
        [9, ended('failed', { backend: 1 }, { problem })],
      ]);
      assert.deepEqual(undoOf(failed)?.keptSettings, kept);
    });

    it('knows nothing of the kind where it ended, was put back, or had not begun', () => {
      const done = operationOf(raise, [
        [1, begun(0)],
        [2, stageEnded(0, 'done')],
        [3, begun(1)],
        [9, ended('interrupted', { backend: 3 })],
      ]);
      assert.equal(undoOf(done)?.connections, 100);
      assert.equal(undoOf(done)?.keptSettings, undefined);
      assert.equal(resumeOf(done, 0, never)?.keptSettings, undefined);
      const problem = { reason: 'connections', sentence: 'x', restored: true } as const;
      assert.equal(resumeOf(inRaise('failed', { backend: 1 }, { problem }), 0, never)?.keptSettings, undefined);
      const before = operationOf(raise, [[9, ended('interrupted', { backend: 1 })]]);
      assert.equal(resumeOf(before, 0, never)?.keptSettings, undefined);
    });

    it('leads to the same place where the way back itself was interrupted, and nowhere once it is done', () => {
      const back = operationPlan([connectionStage(550, 100, { ...inData, putsBack: true })]);
      const interrupted = operationOf(back, [
        [1, begun(0)],
        [9, ended('interrupted', {})],
      ]);
      for (const request of [undoOf(interrupted), resumeOf(interrupted, 0, never)])
        assert.deepEqual([request?.connections, request?.keptSettings], [100, kept]);
      const done = operationOf(back, [
        [1, begun(0)],
        [2, stageEnded(0, 'done')],
        [9, ended('done', {})],
      ]);
      assert.deepEqual([undoOf(done), resumeOf(done, 0, never)], [undefined, undefined]);
    });
  });

  it('knows a service by its own name alone', () => {
    const plan = operationPlan([scaleStage(3, 6, 'constructor', 'C')]);
    assert.deepEqual(undoOf(operationOf(plan, [[1, ended('interrupted', {})]]))?.counts, { constructor: 3 });
  });
});

describe('repeatOf', () => {
  it('asks for the same counts, restarts and limit, in the same pace', () => {
    const plan = operationPlan([connectionStage(100, 550), restartStage(['a', 'b']), scaleStage(3, 6)], {
      purpose: 'Fair',
      kind: 'profile',
      pace: 'direct',
    });
    assert.deepEqual(repeatOf(operationOf(plan, [[41, ended('done', { worker: 6 })]])), {
      kind: 'repeat',
      purpose: 'Fair',
      stackId: 'compose:shop',
      counts: { worker: 6 },
      restart: ['web'],
      connections: 550,
      pace: 'direct',
      refersTo: 'op-1',
    });
    assert.equal(repeatOf(operationOf(plan)), undefined);
  });
});

describe('repeatOf a restart', () => {
  const restarted = (containerIds: readonly string[], seen: readonly string[]) => {
    const services = [servicePlan({ kind: 'restart', serviceId: 'compose:shop/web', service: 'web', seen })];
    return repeatOf(operationOf(operationPlan([restartStage(containerIds)], { services }), [[9, ended('done', {})]]));
  };

  it('restarts the replicas again that were restarted, where they were not all', () => {
    assert.deepEqual(restarted(['b'], ['a', 'b', 'c'])?.onlyContainers, ['b']);
    assert.deepEqual(restarted(['b'], ['a', 'b', 'c'])?.restart, ['web']);
  });

  it('restarts the service again where they were all, whatever its replicas are by now', () => {
    assert.equal(restarted(['a', 'b'], ['a', 'b'])?.onlyContainers, undefined);
    assert.deepEqual(restarted(['a', 'b'], ['a', 'b'])?.restart, ['web']);
  });
});

describe('resumeOf', () => {
  const interrupted = ended('interrupted', { worker: 6 });

  it('goes on to the counts that it was to come to', () => {
    const operation = operationOf(up, [
      [1, begun(0)],
      [30, stageEnded(0, 'done')],
      [31, begun(1)],
      [90, interrupted],
    ]);
    assert.deepEqual(resumeOf(operation, begunAt + 200_000, never), {
      kind: 'resume',
      purpose: undefined,
      stackId: 'compose:shop',
      counts: { worker: 10 },
      pace: 'gradual',
      refersTo: 'op-1',
    });
  });

  it('waits what is left of a wait, and nothing where it is over', () => {
    const down = operationPlan([scaleStage(10, 5), observeStage(600_000), scaleStage(5, 3)]);
    const until = begunAt + 640_000;
    const operation = operationOf(down, [
      [1, begun(0)],
      [30, stageEnded(0, 'done')],
      [40, begun(1, until)],
      [90, interrupted],
    ]);
    assert.equal(resumeOf(operation, begunAt + 100_000, never)?.waitMs, 540_000);
    assert.equal(resumeOf(operation, begunAt + 700_000, never)?.waitMs, undefined);
  });

  it('leaves services alone whose stages were done', () => {
    const plan = operationPlan([scaleStage(1, 2, 'web', 'Web'), scaleStage(3, 6)]);
    const operation = operationOf(plan, [
      [1, begun(0)],
      [9, stageEnded(0, 'done')],
      [10, begun(1)],
      [20, interrupted],
    ]);
    assert.deepEqual(resumeOf(operation, begunAt, never)?.counts, { worker: 6 });
  });

  it('restarts only what was not restarted, by the journal or by the engine', () => {
    const step = (containerId: string, phase: 'begun' | 'done') =>
      ({ event: 'step', stage: 0, step: { name: containerId, kind: 'restart', phase, containerId } }) as const;
    const operation = operationOf(operationPlan([restartStage(['a', 'b', 'c'])]), [
      [1, begun(0)],
      [2, step('a', 'begun')],
      [8, step('a', 'done')],
      [9, step('b', 'begun')],
      [10, interrupted],
    ]);
    const containers = (startedAt: (id: string) => number | undefined) =>
      resumeOf(operation, begunAt, startedAt)?.onlyContainers;
    assert.deepEqual(containers(never), ['b', 'c']);
    assert.deepEqual(
      containers((id) => (id === 'b' ? begunAt + 9500 : 0)),
      ['c'],
    );
    assert.deepEqual(
      containers((id) => (id === 'c' ? begunAt + 1000 : begunAt + 999)),
      ['b'],
    );
    assert.deepEqual(resumeOf(operation, begunAt, never)?.restart, ['web']);
  });

  it('restarts once more what did not become ready after its restart', () => {
    const failed = { name: 'a', kind: 'restart', phase: 'failed', containerId: 'a' } as const;
    const operation = operationOf(operationPlan([restartStage(['a'])]), [
      [1, begun(0)],
      [2, { event: 'step', stage: 0, step: failed }],
      [3, stageEnded(0, 'failed')],
      [4, ended('failed', {})],
    ]);
    assert.deepEqual(resumeOf(operation, begunAt, () => begunAt + 2500)?.onlyContainers, ['a']);
  });

  it('raises the limit again where that was not done', () => {
    const plan = operationPlan([connectionStage(100, 550), scaleStage(1, 10, 'backend', 'Backend')]);
    assert.equal(
      resumeOf(
        operationOf(plan, [
          [1, begun(0)],
          [2, interrupted],
        ]),
        begunAt,
        never,
      )?.connections,
      550,
    );
    const raised = operationOf(plan, [
      [1, begun(0)],
      [2, stageEnded(0, 'done')],
      [3, interrupted],
    ]);
    assert.equal(resumeOf(raised, begunAt, never)?.connections, undefined);
  });

  it('is not offered for what is done, under way, or was gone on with', () => {
    assert.equal(resumeOf(operationOf(up, [[1, ended('done', { worker: 10 })]]), begunAt, never), undefined);
    assert.equal(resumeOf(operationOf(up), begunAt, never), undefined);
    const continued = operationOf(up, [
      [1, interrupted],
      [2, { event: 'continued', as: 'op-2' }],
    ]);
    assert.equal(resumeOf(continued, begunAt, never), undefined);
    const all = operationOf(operationPlan([scaleStage(3, 6)]), [
      [1, begun(0)],
      [2, stageEnded(0, 'done')],
      [3, interrupted],
    ]);
    assert.equal(resumeOf(all, begunAt, never), undefined);
  });
});
