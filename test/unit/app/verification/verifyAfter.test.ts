import assert from 'node:assert/strict';
import { VerifyAfter } from '../../../../src/app/verification/verifyAfter.js';
import type { Operation, OperationResult, StageState } from '../../../../src/core/operation/operation.js';
import type { Verification, VerificationRequest } from '../../../../src/core/verification/verificationRun.js';
import type { VerifyAfterMode } from '../../../../src/core/verification/verifyAfterMode.js';
import type { PlanFailure } from '../../../../src/core/scaling/planFailure.js';
import { fail, ok, type Result } from '../../../../src/util/result.js';
import { endedOperation, operationPlan, scaleStage } from '../../support/teamOperations.js';
import { verificationWith } from '../../support/verifications.js';
import { ManualClock, settle } from '../support/manualClock.js';

function setup(mode: VerifyAfterMode = 'full') {
  const clock = new ManualClock();
  const started: { readonly request: VerificationRequest; readonly by: string }[] = [];
  const cancelled: VerificationRequest[] = [];
  const warnings: string[] = [];
  let end: () => void = () => undefined;
  const verifications = {
    start: async (request: VerificationRequest, by: string): Promise<Result<Verification, PlanFailure>> => {
      started.push({ request, by });
      await new Promise<void>((resolve) => (end = resolve));
      return ok(verificationWith([], { request }));
    },
    cancel: (request: VerificationRequest) => {
      cancelled.push(request);
      end();
      return true;
    },
  };
  const log = { info: () => undefined, warn: (line: string) => void warnings.push(line) };
  const after = new VerifyAfter(verifications, () => mode, clock, log);
  return { after, clock, started, cancelled, warnings, verifications, end: () => end() };
}

const operation = (id: string, result: OperationResult = 'done'): Operation => endedOperation(id, result);

describe('verifying after an operation', () => {
  it('is of the services that it changed, for it and in the name of who started it, a moment later', async () => {
    const { after, clock, started, end } = setup();
    const done = operation('one');
    const ended = after.ended(done);
    await settle();
    assert.deepEqual(started, []);
    await clock.advance(5000);
    const services = [...new Set(done.plan.stages.flatMap((stage) => ('service' in stage ? [stage.service] : [])))];
    assert.ok(services.length > 0);
    assert.deepEqual(started, [
      { request: { stackId: done.plan.stackId, services, pace: 'full', operation: 'one' }, by: done.by },
    ]);
    end();
    await ended;
  });

  it('is of what an operation has changed by the time that it ended, however that was', async () => {
    const plan = operationPlan({
      stages: [scaleStage('web', 3, 6), scaleStage('worker', 1, 2), scaleStage('db', 1, 2)],
    });
    const step = { name: 'w', kind: 'create', phase: 'failed', at: 999_200, containerId: undefined } as const;
    const stages = operation('one').stages.flatMap((done): readonly StageState[] => [
      done,
      { ...done, phase: 'failed', steps: [step] },
      { ...done, phase: 'left-out', begunAt: undefined },
    ]);
    for (const result of ['failed', 'stopped', 'cancelled', 'interrupted'] as const) {
      const { after, clock, started, end } = setup();
      const ended = after.ended(endedOperation('one', result, undefined, { plan, stages }));
      await clock.advance(5000);
      assert.deepEqual(started[0]?.request.services, ['web', 'worker'], result);
      end();
      await ended;
    }
  });

  it('is not of one that changed nothing, nor where nobody wants it', async () => {
    for (const result of ['failed', 'stopped', 'cancelled', 'interrupted'] as const) {
      const { after, clock, started } = setup();
      const stages = operation('one').stages.map((stage) => ({ ...stage, phase: 'unfinished' as const }));
      await after.ended(endedOperation('one', result, undefined, { stages }));
      await clock.advance(60_000);
      assert.deepEqual(started, [], result);
    }
    const { after, clock, started } = setup('off');
    after.started(operation('one'));
    await after.ended(operation('one'));
    await clock.advance(60_000);
    assert.deepEqual(started, []);
  });

  it('is of one whose window was gone, where that is not long ago', async () => {
    const { after, clock, started, end } = setup();
    const lately = after.found(operation('one', 'interrupted'));
    await clock.advance(5000);
    assert.equal(started.length, 1);
    end();
    await lately;
    await clock.advance(60 * 60_000);
    await after.found(operation('two', 'interrupted'));
    await clock.advance(60_000);
    assert.equal(started.length, 1);
  });

  it('is quick where that is set', async () => {
    const { after, clock, started, end } = setup('quick');
    after.started(operation('one'));
    const ended = after.ended(operation('one'));
    await clock.advance(5000);
    assert.equal(started[0]?.request.pace, 'quick');
    end();
    await ended;
  });

  it('ends when the next operation on the stack begins, even before it has begun itself', async () => {
    const { after, clock, started, cancelled } = setup();
    const first = after.ended(operation('one'));
    await clock.advance(5000);
    after.started(operation('two'));
    await first;
    assert.deepEqual(cancelled, [started[0]?.request]);
    const second = after.ended(operation('two'));
    after.started(operation('three'));
    await clock.advance(60_000);
    await second;
    assert.equal(started.length, 1);
  });

  it('goes on while an operation on another stack begins', async () => {
    const { after, clock, cancelled, end } = setup();
    const first = after.ended(operation('one'));
    await clock.advance(5000);
    const other = operation('two');
    after.started({ ...other, plan: { ...other.plan, stackId: 'compose:blog' } });
    after.started({ ...other, plan: { ...other.plan, context: 'elsewhere' } });
    assert.deepEqual(cancelled, []);
    end();
    await first;
  });

  it('says in the log why there is none, and throws nothing', async () => {
    const { after, clock, verifications, warnings } = setup();
    verifications.start = () => Promise.resolve(fail({ reason: 'no-stack', stack: 'x' }));
    const first = after.ended(operation('one'));
    await clock.advance(5000);
    await first;
    verifications.start = () => Promise.reject(new Error('broken'));
    const second = after.ended(operation('two'));
    await clock.advance(5000);
    await second;
    assert.match(warnings.join('\n'), /could not begin: no-stack[^]*broke off: broken/);
  });

  it('ends with the window', async () => {
    const { after, clock, cancelled } = setup();
    const first = after.ended(operation('one'));
    await clock.advance(5000);
    after.dispose();
    await first;
    assert.equal(cancelled.length, 1);
  });
});
