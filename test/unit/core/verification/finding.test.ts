import assert from 'node:assert/strict';
import type { CheckVerdict } from '../../../../src/core/verification/checkVerdict.js';
import { factOf } from '../../../../src/core/verification/fact.js';
import { findingOf } from '../../../../src/core/verification/finding.js';

const problem = { reason: 'too-few', have: 0, needed: 1 } as const;
const of = (...verdicts: readonly CheckVerdict[]) =>
  findingOf(
    verdicts.map((verdict) => factOf('a', verdict)),
    problem,
  );

describe('findingOf', () => {
  it('fails with one fact that fails, whatever else could not be told', () => {
    for (const finding of [of('fail'), of('pass', 'fail'), of('unknown', 'fail', 'pass')]) {
      assert.deepEqual([finding.verdict, finding.problem], ['fail', undefined]);
    }
  });

  it('passes only what was seen to pass, all of it', () => {
    assert.deepEqual([of('pass', 'pass').verdict, of('pass').problem], ['pass', undefined]);
    for (const finding of [of(), of('unknown'), of('pass', 'unknown')]) {
      assert.deepEqual([finding.verdict, finding.problem], ['unknown', problem]);
    }
  });
});
