import assert from 'node:assert/strict';
import { bandsOf, chartsOf } from '../../../../src/core/dashboard/chartsOf.js';
import { isUneven } from '../../../../src/core/dashboard/isUneven.js';
import { longestGapMs } from '../../../../src/core/policy/longestGapMs.js';
import { bundledRunbook, defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import { signalOf } from '../../support/signals.js';

const names = (charts: ReturnType<typeof chartsOf>): readonly string[] =>
  charts.map(({ group, unit, metrics }) => `${group} ${unit}: ${metrics.map(({ metric }) => metric.id).join(' ')}`);

describe('the charts of a service', () => {
  it('are one for each group of metrics, and one for each other unit in it', () => {
    assert.deepEqual(names(chartsOf(bundledRunbook, 'pdf-worker', [])), [
      'cpu percent: cpuAverage cpuPeak',
      'memory percent: memoryAverage memoryPeak',
      'memory percentPerHour: memoryGrowth',
      'queue jobs: jobsWaiting',
      'queue ms: queueWait processingTime',
    ]);
  });

  it('are there for a service of a stack without a runbook', () => {
    assert.deepEqual(
      chartsOf(defaultRunbook, 'anything', []).map(({ group }) => group),
      ['cpu', 'memory', 'memory'],
    );
  });

  it('take the worst of what is said of a metric', () => {
    const signals = [
      signalOf('cpu-average', 84, { level: 'normal' }),
      signalOf('cpu-sustained', 84, { level: 'critical' }),
    ];
    const [cpu] = chartsOf(bundledRunbook, 'pdf-worker', signals);
    assert.equal(cpu?.metrics[0]?.worst?.rule.id, 'cpu-sustained');
  });

  it('do not take for unknown what only a rule that nobody requires cannot tell', () => {
    const signals = [
      signalOf('cpu-average', 20),
      signalOf('cpu-sustained', 20, { level: 'unknown', evidence: 'sparse' }),
    ];
    const [cpu] = chartsOf(bundledRunbook, 'pdf-worker', signals);
    assert.equal(cpu?.metrics[0]?.worst?.level, 'normal');
  });

  it('have bands from the lowest bound of each kind', () => {
    const rules = bundledRunbook.rules.filter(({ metric }) => metric === 'cpuAverage');
    assert.deepEqual(bandsOf(rules), { warning: 60, critical: 80 });
    assert.deepEqual(bandsOf([]), { warning: undefined, critical: undefined });
  });
});

describe('the look of an uneven load', () => {
  for (const [values, uneven] of [
    [[96, 30, 33], true],
    [[70, 41], false],
    [[20, 2], false],
    [[60, 30], true],
    [[95, 60], false],
  ] as const)
    it(`${values.join(', ')} is ${uneven ? 'one' : 'none'}`, () => assert.equal(isUneven(values), uneven));
});

describe('a gap', () => {
  it('is longer than two of the slowest readings, whoever reads', () => {
    assert.equal(longestGapMs(5000), 37_500);
    assert.equal(longestGapMs(60_000), 150_000);
  });
});
