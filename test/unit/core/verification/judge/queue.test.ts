import assert from 'node:assert/strict';
import { judgeQueue, type QueueSeen } from '../../../../../src/core/verification/judge/queue.js';
import { seeded } from '../support/balancers.js';

const everyMs = 10_000;
const windowMs = 300_000;
const seen = (values: readonly number[], changes: Partial<QueueSeen> = {}): QueueSeen => ({
  samples: values.map((value, index) => ({ tauMs: 1000 + index * everyMs, value })),
  windowMs,
  everyMs,
  shortBelow: 50,
  before: undefined,
  ...changes,
});
const over = (valueAt: (index: number) => number, count = 30): readonly number[] =>
  Array.from({ length: count }, (_, index) => valueAt(index));

describe('judgeQueue', () => {
  it('passes for a queue that falls, also in leaps and with a reading that is off', () => {
    const random = seeded(5);
    assert.equal(judgeQueue(seen(over((i) => 600 - 10 * i))).verdict, 'pass');
    assert.equal(judgeQueue(seen(over((i) => 600 - 10 * i + 60 * random()))).verdict, 'pass');
    assert.equal(judgeQueue(seen(over((i) => (i === 20 ? 5000 : 600 - 10 * i)))).verdict, 'pass');
    assert.equal(judgeQueue(seen(over((i) => (i < 6 ? 300 - 50 * i : 0)))).verdict, 'pass');
  });

  it('passes for one that is short throughout, or nearly so', () => {
    assert.equal(judgeQueue(seen(over(() => 0))).verdict, 'pass');
    assert.equal(judgeQueue(seen(over((i) => i))).verdict, 'pass');
    assert.equal(judgeQueue(seen(over((i) => (i === 10 ? 80 : 3)))).verdict, 'pass');
  });

  it('fails for one that is long and stays so, or grows', () => {
    const random = seeded(6);
    assert.equal(judgeQueue(seen(over(() => 300))).verdict, 'fail');
    assert.equal(judgeQueue(seen(over(() => 50))).verdict, 'fail');
    assert.equal(judgeQueue(seen(over(() => 300 + 20 * random()))).verdict, 'fail');
    assert.equal(judgeQueue(seen(over((i) => 300 + 10 * i))).verdict, 'fail');
    assert.equal(judgeQueue(seen(over((i) => (i === 29 ? 90 : 3)))).verdict, 'fail');
    assert.equal(judgeQueue(seen(over((i) => (i < 25 ? 3 : 90)))).verdict, 'fail');
  });

  it('cannot tell by few samples, or by samples of a part of the window', () => {
    for (const few of [seen([]), seen([0]), seen([0, 0, 0, 0]), seen(over(() => 0, 14)), seen(over(() => 900, 14))]) {
      const finding = judgeQueue(few);
      assert.equal(finding.verdict, 'unknown');
      assert.deepEqual(finding.problem, { reason: 'too-few', have: few.samples.length, needed: 15 });
    }
    const crowded = over(() => 0).map((value, index) => ({ tauMs: index, value }));
    assert.equal(judgeQueue(seen([], { samples: crowded })).verdict, 'unknown');
    const broken = over(() => 0).map((value, index) => ({
      tauMs: index * everyMs,
      value: index < 20 ? Number.NaN : value,
    }));
    assert.equal(judgeQueue(seen([], { samples: broken })).verdict, 'unknown');
  });

  it('cannot tell what is short where no rule says, except for nothing at all', () => {
    const finding = judgeQueue(
      seen(
        over(() => 3),
        { shortBelow: undefined },
      ),
    );
    assert.deepEqual([finding.verdict, finding.problem?.reason], ['unknown', 'not-told-how']);
    assert.equal(
      judgeQueue(
        seen(
          over(() => 0),
          { shortBelow: undefined },
        ),
      ).verdict,
      'pass',
    );
    assert.equal(
      judgeQueue(
        seen(
          over((i) => 90 - i),
          { shortBelow: undefined },
        ),
      ).verdict,
      'pass',
    );
  });

  it('shows the length at the end, and the trend a minute', () => {
    const { facts } = judgeQueue(
      seen(
        over((i) => 600 - 10 * i),
        { before: 700 },
      ),
    );
    assert.deepEqual(
      facts.map(({ of, value, before }) => [of, value === undefined ? value : Math.round(value), before]),
      [
        ['waiting', 310, 700],
        ['per minute', -60, undefined],
      ],
    );
  });
});
