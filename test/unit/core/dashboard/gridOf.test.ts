import assert from 'node:assert/strict';
import { gridOf } from '../../../../src/core/dashboard/gridOf.js';

const point = (at: number, value: number) => ({ at, value });

describe('many histories over the same times', () => {
  it('have the highest figure of each step', () => {
    const { times, columns } = gridOf([[point(10, 1), point(12, 9), point(14, 2), point(21, 3)]], 10, 29, 10, 5);
    assert.deepEqual([times, columns], [[10, 20], [[9, 3]]]);
  });

  it('hold a figure until the next one, and not over a gap', () => {
    const { columns } = gridOf([[point(10, 7), point(50, 8)]], 10, 59, 10, 20);
    assert.deepEqual(columns, [[7, 7, 7, null, 8]]);
  });

  it('hold what was read before the span', () => {
    assert.deepEqual(gridOf([[point(3, 5)]], 10, 19, 10, 20).columns, [[5]]);
  });

  it('stay at the same times while the span moves on', () => {
    const earlier = gridOf([[point(14, 1)]], 11, 41, 10, 100).times;
    const later = gridOf([[point(14, 1)]], 16, 46, 10, 100).times;
    assert.deepEqual(earlier, later);
  });

  it('never make a zero of nothing', () => {
    assert.deepEqual(gridOf([[], [point(10, 0)]], 10, 29, 10, 5).columns, [
      [null, null],
      [0, null],
    ]);
  });
});
