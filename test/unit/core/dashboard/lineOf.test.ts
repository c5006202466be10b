import assert from 'node:assert/strict';
import { lineOf } from '../../../../src/core/dashboard/lineOf.js';

const points = (...ats: readonly number[]) => ats.map((at) => ({ at, value: at / 10 }));

describe('a metric as a line', () => {
  it('has its figures at their own times', () => {
    assert.deepEqual(lineOf(points(10, 20, 30), 0, 100, 50), { times: [10, 20, 30], columns: [[1, 2, 3]] });
  });

  it('is broken where nothing was read for long, and not before', () => {
    assert.deepEqual(lineOf(points(10, 60, 111), 0, 200, 50), {
      times: [10, 60, 61, 111],
      columns: [[1, 6, null, 11.1]],
    });
  });

  it('comes in from the last figure before the span, and ends with it', () => {
    assert.deepEqual(lineOf(points(10, 20, 30, 40, 50), 25, 45, 50).times, [20, 30, 40]);
  });

  it('is empty where all figures are older', () => {
    assert.deepEqual(lineOf(points(10, 20), 30, 60, 50), { times: [], columns: [[]] });
  });

  it('leaves out a time that is not after the one before', () => {
    assert.deepEqual(lineOf(points(10, 20, 20, 15, 30), 0, 100, 50).times, [10, 20, 30]);
  });
});
