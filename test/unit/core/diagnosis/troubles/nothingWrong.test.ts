import assert from 'node:assert/strict';
import { diagnose } from '../../../../../src/core/diagnosis/diagnose.js';
import { fail } from '../../../../../src/util/result.js';
import { observations } from '../../../support/observations.js';
import { well } from './only.js';

describe('a service with nothing wrong', () => {
  it('has no cause named, and says what was looked at', () => {
    const diagnosis = diagnose(observations(well('backend', 3)));
    assert.deepEqual(diagnosis.causes, []);
    assert.deepEqual([diagnosis.ready, diagnosis.replicas], [3, 3]);
    assert.ok(diagnosis.lookedAt.every(({ problem }) => problem === undefined));
    assert.ok(!diagnosis.lookedAt.some(({ part }) => part === 'operation'), 'there was no operation to look at');
  });

  it('says what could not be looked at', () => {
    const diagnosis = diagnose(observations(well('backend', 1), { machine: fail({ reason: 'untrusted' }) }));
    assert.deepEqual(diagnosis.causes, []);
    assert.deepEqual(
      diagnosis.lookedAt.filter(({ problem }) => problem),
      [{ part: 'machine', problem: { reason: 'untrusted' } }],
    );
  });
});
