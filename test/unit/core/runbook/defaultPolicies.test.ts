import assert from 'node:assert/strict';
import { warmUpMs } from '../../../../src/core/policy/decision/witness.js';
import { defaultOperations } from '../../../../src/core/runbook/defaultPolicies.js';

describe('the policies of a runbook that says nothing of them', () => {
  it('let a step up settle for as long as the rules wait for its effect', () => {
    assert.equal(defaultOperations.settleMs, warmUpMs);
    assert.equal(defaultOperations.settleMs, 180_000);
  });
});
