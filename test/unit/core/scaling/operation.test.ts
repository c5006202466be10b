import assert from 'node:assert/strict';
import { isRunning } from '../../../../src/core/scaling/operation.js';
import { ended, operationIn, servicePlan } from '../../support/plans.js';

describe('operation', () => {
  it('runs until it has an outcome, whatever that is', () => {
    const operation = operationIn(servicePlan(), 'done');
    assert.equal(isRunning(operation), true);
    assert.equal(isRunning(ended(operation, 6)), false);
    assert.equal(isRunning(ended(operation, undefined, { reason: 'cancelled' })), false);
  });
});
