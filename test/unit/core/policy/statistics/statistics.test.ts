import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mannKendall } from '../../../../../src/core/policy/statistics/mannKendall.js';
import { median } from '../../../../../src/core/policy/statistics/median.js';
import { minuteMedians } from '../../../../../src/core/policy/statistics/minuteMedians.js';
import { theilSen } from '../../../../../src/core/policy/statistics/theilSen.js';

const near = (actual: number | undefined, expected: number, within = 1e-9): void => {
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);
};

const whole = fc.integer({ min: -50, max: 50 });

describe('statistics: median', () => {
  it('is the one in the middle, or the mean of the two', () => {
    assert.deepEqual(
      [[], [3], [3, 1], [10, 9, 2], [4, 1, 100, 2]].map((values) => median(values)),
      [undefined, 3, 2, 9, 3],
    );
  });

  it('has as many values over it as under it, whatever their order, and leaves them as they are', () => {
    fc.assert(
      fc.property(fc.array(whole, { minLength: 1 }), (values) => {
        const given = Object.freeze([...values]);
        const middle = median(given) ?? Number.NaN;
        const under = given.filter((value) => value < middle).length;
        const over = given.filter((value) => value > middle).length;
        assert.ok(under <= given.length / 2 && over <= given.length / 2);
        assert.equal(median([...values].reverse()), middle);
      }),
    );
  });
});

describe('statistics: minute medians', () => {
  const at = (second: number, value: number): { tauMs: number; value: number } => ({ tauMs: second * 1_000, value });

  it('counts minutes back from now, oldest first, and leaves out what is older, later or no number', () => {
    const samples = [
      at(0, 999),
      at(1, 10),
      at(59, 30),
      at(60, 20),
      at(61, 5),
      at(121, 7),
      at(122, 8),
      at(100, Number.NaN),
    ];
    assert.deepEqual(minuteMedians(samples, 121_000, 2), [at(60, 20), at(121, 7)]);
    assert.deepEqual(minuteMedians([], 0, 10), []);
  });

  it('puts a sample of exactly a minute ago into the minute before', () => {
    assert.deepEqual(minuteMedians([at(0, 1), at(60, 2)], 60_000, 1), [at(60, 2)]);
    assert.deepEqual(minuteMedians([at(0, 1), at(60, 2)], 60_000, 2), [at(0, 1), at(60, 2)]);
  });

  it('moves with the axis', () => {
    const samples = fc.array(fc.record({ tauMs: fc.integer({ min: 0, max: 6e5 }), value: whole }), { maxLength: 60 });
    fc.assert(
      fc.property(samples, fc.integer({ min: -1e9, max: 1e9 }), (given, byMs) => {
        const moved = given.map((one) => ({ ...one, tauMs: one.tauMs + byMs }));
        assert.deepEqual(
          minuteMedians(moved, 6e5 + byMs, 10),
          minuteMedians(given, 6e5, 10).map((one) => ({ ...one, tauMs: one.tauMs + byMs })),
        );
      }),
    );
  });
});

describe('statistics: Theil-Sen', () => {
  it('finds a line exactly, and one that a quarter of the samples does not lie on', () => {
    const line = (index: number): { tauMs: number; value: number } => ({
      tauMs: 1e6 + index * 100,
      value: 5 + 2 * index,
    });
    const samples = Array.from({ length: 20 }, (_, index) => line(index));
    near(theilSen(samples)?.slopePerMs, 0.02);
    near(theilSen(samples)?.at(1e6), 5);
    near(theilSen(samples)?.at(1e6 + 1_000), 25);
    const spoilt = samples.map((one, index) => (index % 4 === 3 ? { ...one, value: 1e9 } : one));
    near(theilSen(spoilt)?.slopePerMs, 0.02, 0.002);
  });

  it('is the median of the pairs: of 1, 2, 3 and 100 it is not the mean', () => {
    // Slopes: 1, 1, 1, 33, 49, 97.
    const samples = [1, 2, 3, 100].map((value, tauMs) => ({ tauMs, value }));
    near(theilSen(samples)?.slopePerMs, 17);
    // Of the values less 17 a step: 1, -15, -31, 49.
    near(theilSen(samples)?.at(0), -7);
  });

  it('is unknown where there are not two times', () => {
    assert.equal(theilSen([]), undefined);
    assert.equal(theilSen([{ tauMs: 1, value: 1 }]), undefined);
    assert.equal(
      theilSen([
        { tauMs: 1, value: 1 },
        { tauMs: 1, value: 2 },
      ]),
      undefined,
    );
  });
});

describe('statistics: Mann-Kendall', () => {
  it('gives the z of the worked cases', () => {
    // Ten in order: score 45, variance 10 * 9 * 25 / 18 = 125.
    near(mannKendall([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), 44 / Math.sqrt(125));
    near(mannKendall([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]), -44 / Math.sqrt(125));
    // Nine alike and one over them: score 9, variance (2250 - 9 * 8 * 23) / 18 = 33.
    near(mannKendall([1, 1, 1, 1, 1, 1, 1, 1, 1, 2]), 8 / Math.sqrt(33));
    near(mannKendall([1, 3, 2, 4]), 3 / Math.sqrt((4 * 3 * 13) / 18));
  });

  it('is 0 of nothing, of one and of all alike', () => {
    assert.deepEqual(
      [[], [1], [2, 2, 2]].map((values) => mannKendall(values)),
      [0, 0, 0],
    );
  });

  it('turns its sign with the values and does not care for their scale', () => {
    fc.assert(
      fc.property(fc.array(whole, { maxLength: 30 }), (values) => {
        const z = mannKendall(values);
        near(mannKendall(values.map((value) => -3 * value)), -z);
        near(mannKendall([...values].reverse()), -z);
      }),
    );
  });
});
