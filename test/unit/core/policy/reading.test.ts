import assert from 'node:assert/strict';
import { freshReadings, isStale } from '../../../../src/core/policy/reading.js';
import { reading } from '../../support/stacks.js';

describe('reading', () => {
  it('counts for three intervals, and no longer', () => {
    const taken = reading(20, 10, 100_000);
    assert.equal(isStale(taken, 115_000, 5000), false);
    assert.equal(isStale(taken, 115_001, 5000), true);
  });

  it('is left out once it no longer counts, and the others stay', () => {
    const young = reading(20, 10, 100_000);
    const readings = new Map([
      ['old', reading(20, 10, 90_000)],
      ['young', young],
    ]);
    assert.deepEqual([...freshReadings(readings, 110_000, 5000)], [['young', young]]);
  });
});
