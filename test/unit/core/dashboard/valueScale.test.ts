import assert from 'node:assert/strict';
import fc from 'fast-check';
import { roundScale } from '../../../../src/core/dashboard/valueScale.js';

describe('a round scale', () => {
  for (const [highest, max, step] of [
    [100, 100, 20],
    [263, 300, 100],
    [0.6, 0.6, 0.2],
    [6250, 8000, 2000],
    [1, 1, 0.2],
  ] as const)
    it(`for ${highest} goes up to ${max} by ${step}`, () => {
      const scale = roundScale(highest);
      assert.ok(Math.abs(scale.max - max) < 1e-9, `to ${scale.max}`);
      assert.ok(Math.abs(scale.step - step) < 1e-9, `by ${scale.step}`);
    });

  it('is 0 to 1 where there is nothing', () => {
    for (const nothing of [0, -3, Number.NaN, Infinity]) assert.deepEqual(roundScale(nothing), { max: 1, step: 0.25 });
  });

  it('reaches every figure, by few steps, with less than half of it to spare', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (highest) => {
        const { max, step } = roundScale(highest);
        const steps = Math.round(max / step);
        assert.ok(max >= highest * 0.999_99 && max <= highest * 2, `${max} for ${highest}`);
        assert.ok(steps >= 2 && steps <= 5, `${steps} steps`);
      }),
    );
  });
});
