import assert from 'node:assert/strict';
import { failedChecks } from '../../../../src/app/diagnosis/gather/lately.js';
import type { Check } from '../../../../src/core/verification/check.js';
import type { Verification } from '../../../../src/core/verification/verificationRun.js';
import { begunAt } from '../../support/operations.js';
import { checkOf, made, verificationWith } from '../../support/verifications.js';

const now = begunAt + 60_000;
const web = { stackId: 'compose:shop', name: 'web' };

const of = (services: readonly string[], checks: readonly Check[], changes: Partial<Verification> = {}): Verification =>
  verificationWith(made(...checks), {
    request: { stackId: 'compose:shop', services, pace: 'full', operation: undefined },
    ...changes,
  });

/** What failed; undefined where nothing was looked at. */
const failed = (verifications: readonly Verification[]): readonly string[] | undefined => {
  const seen = failedChecks({ verifications }, web, 'default', now);
  return seen?.ok ? seen.value.map(({ id }) => id) : undefined;
};

describe('what verifications found lately', () => {
  const slow = of(['web'], [checkOf('response-time', 'fail', 'web')]);

  it('is not forgotten for a later one of another service', () => {
    const other = of(['worker'], [checkOf('replicas-healthy', 'pass', 'worker')], { startedAt: begunAt + 9000 });
    assert.deepEqual(failed([other, slow]), ['response-time:web']);
    assert.equal(failed([other]), undefined);
  });

  it('is of the engine that is asked, and of the last hour', () => {
    assert.equal(failed([{ ...slow, context: 'elsewhere' }]), undefined);
    assert.equal(failed([{ ...slow, endedAt: now - 61 * 60_000 }]), undefined);
    assert.equal(failed([{ ...slow, endedAt: undefined }]), undefined);
  });

  it('is of each check what was told last, whenever its verification began', () => {
    const at = (ms: number) => ({ at: begunAt + ms });
    const quick = of(['web'], [checkOf('replicas-healthy', 'fail', 'web', at(5000))]);
    const well = of([], [checkOf('response-time', 'pass', 'web', at(5000)), checkOf('flow', 'fail', '')]);
    assert.deepEqual(failed([quick, well, slow]), ['replicas-healthy:web', 'flow']);
    const again = of(['web'], [checkOf('response-time', 'fail', 'web', at(9000))]);
    assert.deepEqual(failed([well, again]), ['response-time:web', 'flow']);
  });

  it('is not taken back by what could not be told', () => {
    const cancelled = of(['web'], [checkOf('response-time', 'unknown', 'web', { at: begunAt + 9000 })]);
    assert.deepEqual(failed([cancelled, slow]), ['response-time:web']);
  });
});
