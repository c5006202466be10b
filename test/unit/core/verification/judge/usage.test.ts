import assert from 'node:assert/strict';
import { judgeUsage } from '../../../../../src/core/verification/judge/usage.js';

const replica = (name: string, percent: number | undefined, said = '') => ({ name, percent, said });

describe('judgeUsage', () => {
  it('wants every replica below the bound', () => {
    assert.equal(judgeUsage([replica('a', 59.9), replica('b', 0)], 60, undefined).verdict, 'pass');
    const finding = judgeUsage([replica('a', 20), replica('b', 60)], 60, 85);
    assert.equal(finding.verdict, 'fail');
    assert.deepEqual(
      finding.facts.map(({ of, verdict, value, bound, before }) => [of, verdict, value, bound, before]),
      [
        ['a', 'pass', 20, 60, 85],
        ['b', 'fail', 60, 60, 85],
      ],
    );
  });

  it('does not take a missing reading for zero', () => {
    for (const percent of [undefined, Number.NaN]) {
      const finding = judgeUsage([replica('a', 20), replica('b', percent, 'on another node')], 60, undefined);
      assert.deepEqual([finding.verdict, finding.problem], ['unknown', { reason: 'too-few', have: 1, needed: 2 }]);
      assert.deepEqual([finding.facts[1]?.value, finding.facts[1]?.said], [undefined, 'on another node']);
    }
    assert.equal(judgeUsage([], 60, undefined).verdict, 'unknown');
    assert.equal(judgeUsage([replica('a', 99), replica('b', undefined)], 60, undefined).verdict, 'fail');
  });
});
