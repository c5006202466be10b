import assert from 'node:assert/strict';
import fc from 'fast-check';
import { counterRatio, type CounterRatio, type CounterSample } from '../../../../src/core/policy/counterRatio.js';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const windows = { longMs: 10 * minuteMs, shortMs: minuteMs, maxStepMs: 37.5 * secondMs };

/** What counters show every 15 s from 0 to `minutes`, given what happened in each step. They begin anew at `resetMinute`. */
function counters(
  minutes: number,
  stepAt: (minute: number) => { readonly requests: number; readonly errors: number },
  resetMinute = Infinity,
): readonly CounterSample[] {
  let [requests, errors] = [10_000, 7];
  return Array.from({ length: minutes * 4 + 1 }, (_, index) => {
    const step = index === 0 ? { requests: 0, errors: 0 } : stepAt(index / 4);
    if (index / 4 === resetMinute) [requests, errors] = [0, 0];
    requests += step.requests;
    errors += step.errors;
    return { tauMs: index * 15 * secondMs, requests, errors };
  });
}

const ratio = (samples: readonly CounterSample[], minute: number): CounterRatio | undefined =>
  counterRatio(samples, minute * minuteMs, windows);

const steady = (requests: number, errors: number) => (): { requests: number; errors: number } => ({ requests, errors });

describe('counter ratio', () => {
  const v15 = (minute: number): { requests: number; errors: number } => ({
    requests: 60,
    errors: minute > 12.5 ? 6 : 0,
  });

  it('V15: 10.0 % over the short window and 2.44 % over the long one, right through a reset', () => {
    for (const resetMinute of [13.75, Infinity]) {
      const found = ratio(counters(15, v15, resetMinute), 15);
      assert.equal(found?.shortPercent.toFixed(1), '10.0');
      assert.equal(found?.longPercent.toFixed(2), '2.44');
      assert.ok((found?.percent ?? Infinity) < 5, 'not over 5 %');
    }
  });

  it('is over a bound only while both windows are, and below it as soon as the short one is', () => {
    const episode = (minute: number): { requests: number; errors: number } => ({
      requests: 60,
      errors: minute > 10 && minute <= 20 ? 6 : 0,
    });
    const samples = counters(30, episode);
    const over = [11, 12, 14, 15.5, 20, 20.5, 21, 21.5].map((minute) => (ratio(samples, minute)?.percent ?? 0) > 5);
    assert.deepEqual(over, [false, false, false, true, true, true, false, false]);
  });

  it('knows a restart by either counter going back', () => {
    const samples = [
      { tauMs: 0, requests: 100, errors: 50 },
      { tauMs: 15 * secondMs, requests: 200, errors: 10 },
      { tauMs: 30 * secondMs, requests: 100, errors: 20 },
    ];
    // 200 + 100 requests with 10 + 20 errors.
    assert.equal(counterRatio(samples, 30 * secondMs, windows)?.longPercent, 10);
  });

  it('is unknown below 50 requests in either window', () => {
    // Five steps lie in the short window.
    assert.equal(ratio(counters(15, steady(9.75, 0)), 15), undefined);
    assert.equal(ratio(counters(15, steady(10, 1)), 15)?.percent, 10);
    assert.equal(
      ratio(
        counters(15, (minute) => ({ requests: minute > 13 ? 0 : 60, errors: 0 })),
        15,
      ),
      undefined,
    );
    assert.equal(ratio([], 15), undefined);
    assert.equal(ratio(counters(0, steady(1, 1)), 0), undefined);
  });

  it('does not take what came over a long gap for what came just now', () => {
    const before = counters(5, steady(60, 30));
    const gap = { tauMs: 125 * minuteMs, requests: 1e6, errors: 5e5 };
    assert.equal(ratio([...before, gap], 125), undefined);
  });

  it('leaves out readings without a number and what is later than now', () => {
    const samples = counters(15, v15);
    const broken = samples.map((one, index) => (index === 50 ? { ...one, errors: Number.NaN } : one));
    assert.deepEqual(ratio(broken, 15)?.shortPercent, 10);
    assert.deepEqual(
      ratio(samples, 12),
      ratio(
        samples.filter(({ tauMs }) => tauMs <= 12 * minuteMs),
        12,
      ),
    );
  });

  it('lies between 0 and 100, and does not see where counters began anew', () => {
    const step = fc
      .integer({ min: 20, max: 90 })
      .chain((requests) =>
        fc.record({ requests: fc.constant(requests), errors: fc.integer({ min: 0, max: requests }) }),
      );
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 60, maxLength: 60 }),
        fc.integer({ min: 1, max: 59 }),
        (steps, resetAt) => {
          const stepAt = (minute: number): { requests: number; errors: number } =>
            steps[minute * 4 - 1] ?? { requests: 0, errors: 0 };
          const plain = ratio(counters(15, stepAt), 15);
          assert.ok(plain && plain.percent >= 0 && plain.longPercent <= 100 && plain.shortPercent <= 100);
          assert.deepEqual(ratio(counters(15, stepAt, resetAt / 4), 15), plain);
        },
      ),
    );
  });
});
