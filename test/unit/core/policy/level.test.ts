import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareLevels, levelOf, worstLevel, type Level } from '../../../../src/core/policy/level.js';
import { bundledRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import type { MetricName } from '../../../../src/core/runbook/runbook.js';

const levels: readonly Level[] = ['normal', 'unknown', 'warning', 'critical'];

describe('level', () => {
  // The runbook's tables "CPU Utilization" and "Memory Utilization": normal below the first, critical above the second.
  const table: readonly (readonly [MetricName, number, number])[] = [
    ['cpuAverage', 60, 80],
    ['cpuPeak', 80, 90],
    ['memoryAverage', 60, 80],
    ['memoryPeak', 80, 90],
  ];
  for (const [metric, warning, critical] of table) {
    it(`puts ${metric} in warning from ${warning} to ${critical} % and in critical above`, () => {
      const bounds = bundledRunbook.rules[metric];
      const expected: readonly (readonly [number, Level])[] = [
        [0, 'normal'],
        [warning - 0.001, 'normal'],
        [warning, 'warning'],
        [(warning + critical) / 2, 'warning'],
        [critical, 'warning'],
        [critical + 0.001, 'critical'],
        [101, 'critical'],
      ];
      assert.deepEqual(
        expected.map(([value]) => [value, levelOf(value, bounds)]),
        expected,
      );
    });
  }

  it('does not know the level of what is missing or no number', () => {
    for (const { warning, critical } of Object.values(bundledRunbook.rules)) {
      for (const value of [undefined, NaN, Infinity, -Infinity])
        assert.equal(levelOf(value, { warning, critical }), 'unknown', String(value));
    }
  });

  it('never lowers a level when the value rises', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(bundledRunbook.rules)),
        fc.double({ min: 0, max: 200, noNaN: true }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (bounds, a, b) => compareLevels(levelOf(Math.max(a, b), bounds), levelOf(Math.min(a, b), bounds)) >= 0,
      ),
    );
  });

  it('takes not knowing for worse than normal and better than a warning', () => {
    const shuffled: readonly Level[] = ['critical', 'normal', 'warning', 'unknown'];
    assert.deepEqual([...shuffled].sort(compareLevels), levels);
    assert.ok(compareLevels('unknown', 'normal') > 0);
    assert.ok(compareLevels('unknown', 'warning') < 0);
  });

  it('takes the worst of several, and normal of none', () => {
    assert.equal(worstLevel([]), 'normal');
    assert.equal(worstLevel(['normal', 'unknown', 'normal']), 'unknown');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...levels), { minLength: 1 }), (given) => {
        const worst = worstLevel(given);
        assert.ok(given.includes(worst));
        assert.ok(given.every((level) => compareLevels(worst, level) >= 0));
      }),
    );
  });
});
