import assert from 'node:assert/strict';
import fc from 'fast-check';
import { logGamma, upperGamma } from '../../../../../src/core/verification/spread/incompleteGamma.js';
import { chiSquareP } from '../../../../../src/core/verification/spread/evenness.js';

const near = (actual: number, expected: number, relative: number): void =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} is not ${expected}`);

describe('logGamma', () => {
  it('is the logarithm of the factorials, and of the root of pi at one half', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      near(logGamma(n + 1), Math.log((factorial *= n)), 1e-13);
    }
    near(logGamma(0.5), Math.log(Math.PI) / 2, 1e-14);
    near(logGamma(100), 359.1342053695754, 1e-14);
  });
});

describe('upperGamma', () => {
  // For whole a, Q is the chance of fewer than a events where x are expected: a sum that shares nothing with the series and the fraction.
  const byPoisson = (a: number, x: number): number => {
    let term = Math.exp(-x);
    let sum = term;
    for (let k = 1; k < a; k++) sum += term *= x / k;
    return sum;
  };

  it('is the sum of Poisson, on either side of where the two ways meet', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 1e-3, max: 200, noNaN: true }), (a, x) => {
        const expected = byPoisson(a, x);
        assert.ok(Math.abs(upperGamma(a, x) - expected) <= 1e-12 + 1e-10 * expected);
      }),
      { numRuns: 500 },
    );
  });

  it('begins at one, and ends at zero', () => {
    assert.equal(upperGamma(4.5, 0), 1);
    assert.equal(upperGamma(4.5, Infinity), 0);
    assert.equal(upperGamma(4.5, 1e6), 0);
  });
});

describe('chiSquareP', () => {
  it('agrees with the printed tables of the distribution', () => {
    for (const [statistic, degrees, p] of [
      [3.841458820694124, 1, 0.05],
      [6.634896601021214, 1, 0.01],
      [10.827566170662733, 1, 0.001],
      [5.991464547107979, 2, 0.05],
      [7.814727903251179, 3, 0.05],
      [16.918977604620448, 9, 0.05],
      [23.589350781257387, 9, 0.005],
      [4.168159008146108, 9, 0.9],
      [66.33864886296882, 49, 0.05],
      [124.34211340400408, 100, 0.05],
    ] as const) {
      near(chiSquareP(statistic, degrees), p, 1e-9);
    }
  });

  it('falls as the statistic grows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        (degrees, statistic, more) => {
          const [one, other] = [chiSquareP(statistic, degrees), chiSquareP(statistic + more, degrees)];
          assert.ok(one <= 1 && other >= 0 && other <= one);
        },
      ),
    );
  });
});
