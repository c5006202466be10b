import assert from 'node:assert/strict';
import { isRunning } from '../../../../src/core/scaling/change.js';
import { ended, operationIn, servicePlan } from '../../support/plans.js';

describe('operation', () => {
  it('runs until it has an outcome, whatever that is', () => {
    const change = operationIn(servicePlan(), 'done');
    assert.equal(isRunning(change), true);
    assert.equal(isRunning(ended(change, 6)), false);
    assert.equal(isRunning(ended(change, undefined, { reason: 'cancelled' })), false);
  });
});
