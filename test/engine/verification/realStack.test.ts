import assert from 'node:assert/strict';
import { checkKinds } from '../../../src/core/verification/check.js';
import { madeChecks, overallVerdict } from '../../../src/core/verification/verificationRun.js';
import { balancerFaults } from './parts/balancerFaults.js';
import { productFaults } from './parts/productFaults.js';
import { replicaFaults } from './parts/replicaFaults.js';
import { RealStack } from './realStack.js';
import { allTold } from './told.js';

describe('verification of the real stack', function () {
  this.timeout(300_000);
  let started: RealStack | undefined;
  const at = (): RealStack => started ?? assert.fail('it is not up');

  before(async () => {
    started = await RealStack.up();
  });
  after(() => started?.down());

  it('passes, every check of it', async () => {
    const { pieces } = at();
    const first = await pieces.verify();
    assert.equal(overallVerdict(first), 'pass', allTold(first));
    const checks = madeChecks(first);
    assert.ok(
      checks.every(({ verdict }) => verdict === 'pass'),
      allTold(first),
    );
    assert.deepEqual(new Set(checks.map(({ kind }) => kind)), new Set(checkKinds));
    at().first = first;
  });

  replicaFaults(at);
  balancerFaults(at);
  productFaults(at);
});
