import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lowFor, remember, thinned, within, type History } from '../../../../src/core/policy/history.js';

const minute = 60_000;
const every = (stepMs: number, values: readonly number[]): History =>
  values.reduce<History>((history, value, index) => remember(history, index * stepMs, value), []);

describe('history', () => {
  it('keeps an hour, and the newest at its end', () => {
    const history = every(
      minute,
      Array.from({ length: 100 }, (_, index) => index),
    );
    assert.deepEqual([history[0]?.value, history.at(-1)?.value, history.length], [39, 99, 61]);
  });

  it('leaves out what is not after the last', () => {
    const history = every(minute, [1, 2]);
    assert.equal(remember(history, minute, 9), history);
    assert.equal(remember(history, 0, 9), history);
  });

  it('gives the values of a window that ends now', () => {
    assert.deepEqual(
      within(every(minute, [1, 2, 3, 4]), 3 * minute, 2 * minute).map(({ value }) => value),
      [3, 4],
    );
  });

  it('tells how long a metric has been below a bound', () => {
    const low = every(15_000, [50, 30, 30, 30, 30]);
    assert.equal(lowFor(low, 40, minute, 37_500), 45_000);
    assert.equal(lowFor(low, 20, minute, 37_500), 0);
    assert.equal(lowFor(low, 60, minute, 37_500), minute);
  });

  it('counts the bound itself as not below it', () => {
    assert.equal(lowFor(every(15_000, [40, 40]), 40, 15_000, 37_500), 0);
  });

  it('does not bridge a gap, and does not know when nothing came lately', () => {
    const gap = remember(every(15_000, [10, 10]), 120_000, 10);
    assert.equal(lowFor(gap, 40, 120_000, 37_500), 0);
    assert.equal(lowFor(gap, 40, 200_000, 37_500), undefined);
    assert.equal(lowFor([], 40, 0, 37_500), undefined);
  });

  it('never claims more calm from what it keeps than there was', () => {
    const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1000, max: 20_000 }),
        fc.double({ min: 1, max: 99, noNaN: true }),
        (all, stepMs, below) => {
          const history = every(stepMs, all);
          const now = history.at(-1)?.tauMs ?? 0;
          const before = lowFor(history, below, now, 37_500) ?? 0;
          assert.ok((lowFor(thinned(history), below, now, 37_500) ?? 0) <= before);
        },
      ),
    );
  });

  it('is small when it is kept', () => {
    const history = every(
      2000,
      Array.from({ length: 1800 }, () => 5),
    );
    assert.ok(thinned(history).length <= 241, String(thinned(history).length));
  });
});
