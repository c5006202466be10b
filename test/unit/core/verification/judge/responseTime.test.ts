import assert from 'node:assert/strict';
import { judgeResponseTimes, type ResponseTimes } from '../../../../../src/core/verification/judge/responseTime.js';

const times = (changes: Partial<ResponseTimes> = {}): ResponseTimes => ({
  durationsMs: Array.from({ length: 40 }, (_, index) => 100 + index),
  failed: 0,
  averageBelowMs: 500,
  p95BelowMs: 2000,
  before: { averageMs: undefined, p95Ms: undefined },
  ...changes,
});
const many = (count: number, ms: number): readonly number[] => new Array<number>(count).fill(ms);

describe('judgeResponseTimes', () => {
  it('holds the average and the 95th percentile against their bounds', () => {
    const finding = judgeResponseTimes(times());
    assert.equal(finding.verdict, 'pass');
    assert.deepEqual(
      finding.facts.map(({ of, value, bound, unit }) => [of, value, bound, unit]),
      [
        ['average', 119.5, 500, 'ms'],
        ['p95', 137, 2000, 'ms'],
      ],
    );
    assert.equal(judgeResponseTimes(times({ averageBelowMs: 119.5 })).verdict, 'fail');
    assert.equal(judgeResponseTimes(times({ averageBelowMs: 119.6 })).verdict, 'pass');
    assert.equal(judgeResponseTimes(times({ p95BelowMs: 137 })).verdict, 'fail');
    assert.equal(judgeResponseTimes(times({ p95BelowMs: 138 })).verdict, 'pass');
  });

  it('judges by one bound where the other is not told', () => {
    assert.equal(judgeResponseTimes(times({ averageBelowMs: undefined, p95BelowMs: 100 })).verdict, 'fail');
    assert.equal(judgeResponseTimes(times({ averageBelowMs: 100, p95BelowMs: undefined })).verdict, 'fail');
    const finding = judgeResponseTimes(times({ averageBelowMs: undefined, p95BelowMs: undefined }));
    assert.deepEqual([finding.verdict, finding.problem?.reason], ['unknown', 'not-told-how']);
  });

  it('tells of what was quicker before, and does not fail it', () => {
    const finding = judgeResponseTimes(times({ before: { averageMs: 5, p95Ms: 9 } }));
    assert.equal(finding.verdict, 'pass');
    assert.deepEqual(
      finding.facts.map(({ before }) => before),
      [5, 9],
    );
  });

  it('cannot tell by too few answers, however quick or slow', () => {
    for (const durationsMs of [[], many(19, 1), many(19, 9000)]) {
      const finding = judgeResponseTimes(times({ durationsMs }));
      assert.deepEqual(
        [finding.verdict, finding.problem],
        ['unknown', { reason: 'too-few', have: durationsMs.length, needed: 20 }],
      );
    }
  });

  it('fails where more than a twentieth got no answer, and shows the few that did not', () => {
    assert.equal(judgeResponseTimes(times({ durationsMs: many(38, 1), failed: 2 })).verdict, 'pass');
    assert.equal(judgeResponseTimes(times({ durationsMs: many(37, 1), failed: 3 })).verdict, 'fail');
    assert.equal(judgeResponseTimes(times({ durationsMs: [], failed: 40 })).verdict, 'fail');
  });
});
