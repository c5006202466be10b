import assert from 'node:assert/strict';
import type { MatrixRow } from '../../../../../src/core/runbook/matrixRow.js';
import { inputOf, summary, twice, type Scenario } from './team.js';
import { matrix, minutes, team, type ServiceName } from './teamRunbook.js';

interface Case {
  readonly row: MatrixRow;
  /** What shows the symptom, and how. */
  readonly on: ServiceName;
  readonly values: NonNullable<Scenario['values']>;
  /** What is recommended of each service at its baseline. */
  readonly expected: Readonly<Record<ServiceName, string>>;
  readonly restartFirst?: true;
}

const baseline = { frontend: 'nothing', backend: 'nothing', 'pdf-worker': 'nothing' } as const;

const cases: readonly Case[] = [
  {
    row: matrix.workerCpu,
    on: 'pdf-worker',
    values: { cpuAverage: 85 },
    expected: { ...baseline, 'pdf-worker': 'up 4' },
  },
  {
    row: matrix.workerMemory,
    on: 'pdf-worker',
    values: { memoryAverage: 85 },
    expected: { ...baseline, 'pdf-worker': 'up 4' },
  },
  {
    row: matrix.queue,
    on: 'pdf-worker',
    values: { jobsWaiting: 263 },
    expected: { ...baseline, 'pdf-worker': 'up 6' },
  },
  { row: matrix.backendCpu, on: 'backend', values: { cpuAverage: 85 }, expected: { ...baseline, backend: 'up 3' } },
  {
    row: matrix.connections,
    on: 'backend',
    values: { activeConnections: 41 },
    expected: { ...baseline, backend: 'up 2' },
  },
  {
    row: matrix.slow,
    on: 'backend',
    values: { p95: 5100 },
    expected: { ...baseline, backend: 'up 2', 'pdf-worker': 'up 4' },
  },
  { row: matrix.frontendCpu, on: 'frontend', values: { cpuAverage: 85 }, expected: { ...baseline, frontend: 'up 3' } },
  {
    row: matrix.errors,
    on: 'backend',
    values: { errorRate: 5.1 },
    expected: { frontend: 'up 2', backend: 'up 2', 'pdf-worker': 'up 4' },
  },
  {
    row: matrix.leak,
    on: 'pdf-worker',
    values: { memoryGrowth: 11 },
    expected: { ...baseline, 'pdf-worker': 'up 4' },
    restartFirst: true,
  },
];

const names = ['frontend', 'backend', 'pdf-worker'] as const;
const seenBy = (name: ServiceName, { on, values }: Pick<Case, 'on' | 'values'>): Scenario =>
  name === on ? { values } : { others: { [on]: values } };

describe('decision matrix', () => {
  it('has a case for every row', () => {
    assert.deepEqual(
      cases.map(({ row }) => row),
      Object.values(matrix),
    );
  });

  for (const given of cases) {
    it(`${given.row.symptom}: scales what the row says`, () => {
      for (const name of names) {
        const decision = twice(name, seenBy(name, given));
        const wanted = given.expected[name];
        const { recommendation } = decision;
        if (wanted === 'nothing') {
          assert.equal(recommendation, undefined, name);
          continue;
        }
        assert.equal(summary(decision), wanted, name);
        assert.equal(decision.state, 'scale-now', name);
        assert.equal(recommendation?.restartFirst, given.restartFirst ?? false, name);
        assert.deepEqual(recommendation?.reasons[0], { reason: 'matrix', row: given.row }, name);
        assert.equal(decision.cause?.metric.id, given.row.when.metric, name);
        assert.equal(decision.cause.serviceId, `compose:team/${given.on}`, name);
      }
    });
  }

  it('does not apply at a bound itself, nor on another service', () => {
    const quiet: readonly (readonly [ServiceName, Scenario])[] = [
      ['pdf-worker', { others: { backend: { p95: 5000 } }, forMs: 0 }],
      ['pdf-worker', { others: { backend: { cpuAverage: 95 } } }],
      ['frontend', { others: { backend: { errorRate: 5 } }, forMs: 0 }],
      ['frontend', { others: { backend: { memoryGrowth: 20 } } }],
      ['backend', { others: { 'pdf-worker': { jobsWaiting: 900 } } }],
    ];
    for (const [name, scenario] of quiet) {
      const { state, recommendation } = twice(name, scenario);
      assert.deepEqual([state, recommendation], ['steady', undefined], name);
    }
  });

  it('keeps a row with its own bound while its signal is still critical below it', () => {
    const input = inputOf('pdf-worker', { others: { backend: { p95: 4900 } } });
    assert.equal(summary(twice('pdf-worker', { others: { backend: { p95: 4900 } } })), 'not-low-enough cpuAverage');
    const latched = input.stackSignals.map((signal) =>
      signal.metric.id === 'p95' ? { ...signal, level: 'critical' as const } : signal,
    );
    assert.equal(summary(twice('pdf-worker', { stackSignals: latched })), 'up 4');
  });

  it('counts a warning for a row without a bound when it has held for five minutes', () => {
    const warm = (forMs: number): Scenario => ({ values: { cpuAverage: 65 }, forMs });
    assert.equal(twice('backend', warm(5 * minutes - 1)).recommendation, undefined);
    assert.equal(summary(twice('backend', warm(5 * minutes))), 'up 2');
    assert.deepEqual(twice('backend', warm(5 * minutes)).recommendation?.reasons[0], {
      reason: 'matrix',
      row: matrix.backendCpu,
    });
  });

  it('names the row of the highest priority first, then the order of the runbook', () => {
    const values = { cpuAverage: 90, activeConnections: 45, errorRate: 6 };
    const rows = twice('backend', { values }).recommendation?.reasons.flatMap((reason) =>
      reason.reason === 'matrix' ? [reason.row] : [],
    );
    assert.deepEqual(rows, [matrix.errors, matrix.backendCpu, matrix.connections]);
  });

  it('lets a row send a symptom to another service than the one that shows it', () => {
    const row: MatrixRow = { ...matrix.connections, scale: ['pdf-worker'] };
    const runbook = { ...team, matrix: [row] };
    const values = { activeConnections: 45 };
    const { state, recommendation } = twice('backend', { runbook, values });
    assert.deepEqual([state, recommendation], ['scale-now', undefined]);
    assert.equal(summary(twice('pdf-worker', { runbook, others: { backend: values } })), 'up 4');
  });

  it('scales a service for its own critical signal that no row names', () => {
    for (const [name, values, expected] of [
      ['backend', { p99: 10_001 }, 'up 2'],
      ['backend', { timeouts: 1.1 }, 'up 2'],
      ['frontend', { cpuPeak: 91 }, 'up 2'],
      ['pdf-worker', { queueWait: 120_001 }, 'up 4'],
      ['pdf-worker', { processingTime: 60_001 }, 'up 4'],
      ['backend', { poolUsage: 81 }, 'up 2'],
    ] as const)
      assert.equal(summary(twice(name, { values })), expected, `${name} ${Object.keys(values).join()}`);
  });
});
