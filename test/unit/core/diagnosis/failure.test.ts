import assert from 'node:assert/strict';
import { failureOfOperation, failureOfVerification } from '../../../../src/core/diagnosis/failure.js';
import type { Check } from '../../../../src/core/verification/check.js';
import type { OperationOutcome } from '../../../../src/core/operation/operation.js';
import type { Verification, VerificationRequest } from '../../../../src/core/verification/verificationRun.js';
import { failure } from '../../app/support/fakeConnection.js';
import { endedOperation } from '../../support/teamOperations.js';
import { checkOf, made, verificationWith } from '../../support/verifications.js';

const web = { context: 'here', stackId: 'compose:shop', service: 'web' };
const refused = {
  reason: 'change',
  problem: { reason: 'engine', step: undefined, failure: failure('refused') },
} as const;

describe('the failure of an operation', () => {
  const of = (problem: OperationOutcome['problem']) =>
    failureOfOperation(endedOperation('one', problem ? 'failed' : 'done', undefined, { problem }));

  it('is of the service that it was at', () => {
    assert.deepEqual(of(refused), { of: 'one', ...web });
    for (const problem of [
      { reason: 'worse', worsened: [] },
      { reason: 'blind', titles: [] },
      { reason: 'connections', sentence: 'It does not start.', restored: true },
    ] as const)
      assert.deepEqual(of(problem), { of: 'one', ...web }, problem.reason);
  });

  it('is none where nothing is wrong with a service', () => {
    for (const problem of [
      undefined,
      { reason: 'cancelled' },
      { reason: 'interrupted' },
      { reason: 'busy', title: 'Web', holder: 'another window' },
      { reason: 'journal', detail: 'the disk is full' },
      { reason: 'change', problem: { reason: 'changed-meanwhile' } },
    ] as const)
      assert.equal(of(problem), undefined, JSON.stringify(problem));
  });
});

describe('the failure of a verification', () => {
  const of = (
    checks: readonly Check[],
    request: Partial<VerificationRequest> = {},
    more: Partial<Verification> = {},
  ) => {
    const whole = verificationWith(made(...checks), { context: 'here', ...more });
    return failureOfVerification({ ...whole, request: { ...whole.request, ...request } });
  };
  const slow = checkOf('response-time', 'fail', 'web');

  it('is of the service whose required check failed first, and of its operation where it proves one', () => {
    const checks = [checkOf('replicas-healthy', 'pass', 'worker'), slow, checkOf('no-new-errors', 'fail', 'worker')];
    assert.deepEqual(of(checks), { of: 'v-1', ...web });
    assert.deepEqual(of(checks, { operation: 'one' }), { of: 'one', ...web });
    const ofStack = [checkOf('flow', 'fail', '')];
    assert.deepEqual(of(ofStack, { services: ['web'] }), { of: 'v-1', ...web });
    assert.equal(of(ofStack), undefined);
  });

  it('is none where it passes, could not be told, goes on or was cancelled', () => {
    assert.equal(of([checkOf('response-time', 'pass', 'web')]), undefined);
    assert.equal(of([checkOf('response-time', 'unknown', 'web')]), undefined);
    assert.equal(of([checkOf('alerts', 'fail', 'web', { necessity: 'recommended' })]), undefined);
    assert.equal(of([slow], {}, { endedAt: undefined }), undefined);
    const cancelled = checkOf('flow', 'unknown', '', { problem: { reason: 'cancelled' } });
    assert.equal(of([slow, cancelled]), undefined);
  });
});
