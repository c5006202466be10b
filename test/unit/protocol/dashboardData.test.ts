import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changed, changeOf, emptyTable, type Table } from '../../../src/protocol/dashboardData.js';

const table = (times: readonly number[], ...columns: readonly (readonly (number | null)[])[]): Table => ({
  times,
  columns,
});

/** Any table of up to three columns, with gaps. */
const tables = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 12 }), fc.integer({ min: 0, max: 3 }))
  .chain(([times, count]) => {
    const cells = fc.array(fc.option(fc.integer({ min: 0, max: 3 })), {
      minLength: times.length,
      maxLength: times.length,
    });
    const sorted = [...times].sort((a, b) => a - b).map((time) => time * 5000);
    return fc.array(cells, { minLength: count, maxLength: count }).map((columns) => table(sorted, ...columns));
  });

describe('the figures of a dashboard on their way to its page', () => {
  it('arrive as they are, whatever was there before', () => {
    fc.assert(
      fc.property(tables, tables, (before, now) => {
        const change = changeOf(before, now);
        assert.deepEqual(change ? changed(before, change) : before, now);
      }),
    );
  });

  it('are sent once: of a table that goes on, only what is new', () => {
    const before = table([1, 2, 3], [10, 20, 30], [1, null, 3]);
    const now = table([2, 3, 4], [20, 30, 40], [null, 3, 4]);
    assert.deepEqual(changeOf(before, now), { times: [4], columns: [[40], [4]], keepFrom: 2, keepBefore: 4 });
  });

  it('are sent again from where they are others', () => {
    const change = changeOf(table([1, 2, 3], [10, 20, 30]), table([1, 2, 3], [10, 25, 30]));
    assert.deepEqual(change, { times: [2, 3], columns: [[25, 30]], keepFrom: 1, keepBefore: 2 });
  });

  it('are not sent while nothing changes', () => {
    assert.equal(changeOf(table([1, 2], [1, null]), table([1, 2], [1, null])), undefined);
    assert.equal(changeOf(emptyTable, emptyTable), undefined);
  });

  it('tell of what only falls out at the beginning, or at the end', () => {
    for (const now of [table([2, 3], [2, 3]), table([1, 2], [1, 2])]) {
      const change = changeOf(table([1, 2, 3], [1, 2, 3]), now);
      assert.deepEqual(change?.times, []);
    }
  });
});
