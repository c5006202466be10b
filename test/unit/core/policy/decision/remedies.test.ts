import assert from 'node:assert/strict';
import { decide } from '../../../../../src/core/policy/decision/decide.js';
import type { Decision } from '../../../../../src/core/policy/decision.js';
import { inputOf, now, summary, tauMs, twice, type Scenario } from './team.js';
import { matrix, minutes, team, type ServiceName } from './teamRunbook.js';

const withoutLeakRow = { ...team, matrix: Object.values(matrix).filter((row) => row !== matrix.leak) };

describe('remedies instead of replicas', () => {
  const table: readonly (readonly [string, ServiceName, Scenario, string])[] = [
    [
      'trouble that began with a deployment is rolled back',
      'backend',
      { values: { errorRate: 6 }, forMs: 10 * minutes, deployedAt: now - 30 * minutes },
      'roll-back',
    ],
    [
      'also where latency and errors are not known',
      'pdf-worker',
      { values: { jobsWaiting: 300 }, forMs: 10 * minutes, deployedAt: now - 30 * minutes },
      'roll-back',
    ],
    [
      'not when it began before',
      'backend',
      { values: { errorRate: 6 }, forMs: 40 * minutes, deployedAt: now - 30 * minutes },
      'up 2',
    ],
    [
      'not when it began long after',
      'backend',
      { values: { errorRate: 6 }, forMs: 10 * minutes, deployedAt: now - 41 * minutes },
      'up 2',
    ],
    [
      'not when errors and latency are well',
      'backend',
      { values: { cpuAverage: 85 }, forMs: 10 * minutes, deployedAt: now - 30 * minutes },
      'up 3',
    ],
    [
      'an API that waits for its database is not helped',
      'backend',
      { values: { p95: 6000, cpuAverage: 49, connectionWait: 500 } },
      'look-at-database',
    ],
    [
      'nor are the workers scaled for it',
      'pdf-worker',
      { others: { backend: { p95: 6000, cpuAverage: 49, connectionWait: 500 } } },
      'look-at-database',
    ],
    ['an API that works is', 'backend', { values: { p95: 6000, cpuAverage: 50, connectionWait: 500 } }, 'up 2'],
    ['with a healthy database too', 'backend', { values: { p95: 6000, cpuAverage: 49 } }, 'up 2'],
    [
      'workers that run out of memory',
      'pdf-worker',
      { values: { jobsWaiting: 300, memoryAverage: 85, cpuAverage: 70 } },
      'fix-jobs',
    ],
    [
      'workers with much work and some memory',
      'pdf-worker',
      { values: { jobsWaiting: 300, memoryAverage: 75 } },
      'up 6',
    ],
    [
      'memory that is high at rest',
      'pdf-worker',
      { values: { memoryAverage: 85, cpuAverage: 39, jobsWaiting: 19 } },
      'raise-memory-limit',
    ],
    [
      'memory that is high at work',
      'pdf-worker',
      { values: { memoryAverage: 85, cpuAverage: 39, jobsWaiting: 20 } },
      'up 4',
    ],
    [
      'memory with a CPU that is not known',
      'pdf-worker',
      { values: { memoryAverage: 85, cpuAverage: undefined, jobsWaiting: 0 } },
      'up 4',
    ],
    [
      'a leak where the matrix knows no restart',
      'backend',
      { runbook: withoutLeakRow, values: { memoryGrowth: 11 } },
      'restart-leak',
    ],
    [
      'a leak that has filled the memory',
      'backend',
      { runbook: withoutLeakRow, values: { memoryGrowth: 11, memoryAverage: 85 } },
      'restart-leak',
    ],
    ['a leak that is restarted', 'backend', { values: { memoryGrowth: 11, memoryAverage: 85 } }, 'up 2'],
    [
      'a leak of workers, restarted before the jobs are blamed',
      'pdf-worker',
      { values: { memoryGrowth: 11, memoryAverage: 85, jobsWaiting: 300 } },
      'up 6',
    ],
  ];
  for (const [title, name, scenario, expected] of table)
    it(title, () => assert.equal(summary(twice(name, scenario)), expected));

  it('recommends for one symptom what helps, and says what does not for the other', () => {
    const decision = twice('backend', { values: { p95: 6000, cpuAverage: 49, poolUsage: 85, errorRate: 6 } });
    assert.equal(summary(decision), 'up 2');
    assert.deepEqual(decision.refusals, [{ refusal: 'other-remedy', remedy: 'look-at-database', until: undefined }]);
    assert.ok(decision.recommendation?.reasons.every((r) => r.reason !== 'signal' || r.signal.metric.id !== 'p95'));
  });

  it('restarts and scales for a leak and for the memory that it has filled', () => {
    const leak = twice('backend', { values: { memoryGrowth: 11, memoryAverage: 85 } });
    assert.equal(leak.recommendation?.restartFirst, true);
    assert.deepEqual(leak.refusals, []);
  });

  it('leaves the restart when a leaking service cannot grow', () => {
    const full = twice('backend', { replicas: 20, values: { memoryGrowth: 11 } });
    assert.deepEqual(
      full.refusals.map((refusal) => ('remedy' in refusal ? refusal.remedy : refusal.refusal)),
      ['at-max', 'restart-leak'],
    );
  });
});

describe('an up that did not help', () => {
  const at = (
    minute: number,
    replicas: number,
    values: Scenario['values'],
    memory: ReturnType<typeof decide>['memory'] | undefined,
    name: ServiceName = 'backend',
  ): ReturnType<typeof decide> =>
    decide(
      inputOf(name, {
        replicas,
        values: values ?? {},
        now: now + minute * minutes,
        tauMs: tauMs + minute * minutes,
        ...(memory ? { memory } : {}),
      }),
    );
  const run = (
    name: ServiceName,
    steps: readonly (readonly [number, number, NonNullable<Scenario['values']>])[],
  ): readonly Decision[] => {
    let memory: ReturnType<typeof decide>['memory'] | undefined;
    return steps.map(([minute, replicas, values]) => {
      const result = at(minute, replicas, values, memory, name);
      memory = result.memory;
      return result.decision;
    });
  };

  it('keeps from another for the same symptom for half an hour', () => {
    const slow = { p95: 6000 };
    const decisions = run('backend', [
      [0, 1, slow],
      [1, 2, slow],
      [3.9, 2, slow],
      [4, 2, { p95: 5500 }],
      [33.9, 2, slow],
      [34, 2, slow],
    ]);
    assert.deepEqual(decisions.map(summary), [
      'up 2',
      'cooldown',
      'cooldown',
      'did-not-help p95',
      'did-not-help p95',
      'up 3',
    ]);
    assert.equal(decisions[3]?.refusals[0]?.until, now + 34 * minutes);
  });

  it('goes on when it has helped by a tenth, when the symptom is another, and when it is over', () => {
    const slow = { p95: 6000 };
    const helped = run('backend', [
      [0, 1, slow],
      [1, 2, slow],
      [4, 2, { p95: 5400 }],
    ]);
    assert.deepEqual(helped.map(summary), ['up 2', 'cooldown', 'up 3']);
    const other = run('backend', [
      [0, 1, slow],
      [1, 2, slow],
      [4, 2, { p95: 6000, poolUsage: 90 }],
    ]);
    assert.equal(other[2] && summary(other[2]), 'up 3');
    assert.deepEqual(
      other[2]?.refusals.map(({ refusal }) => refusal),
      ['did-not-help'],
    );
    const over = run('backend', [
      [0, 1, slow],
      [1, 2, slow],
      [4, 2, { p95: 1900 }],
      [5, 2, slow],
    ]);
    assert.equal(over[3] && summary(over[3]), 'up 3');
  });

  it('is not blamed where the step was known to be too small, or the CPU was full', () => {
    const queue = { jobsWaiting: 1400 };
    assert.deepEqual(
      run('pdf-worker', [
        [0, 3, queue],
        [0.5, 10, queue],
        [3.5, 10, queue],
      ]).map(summary),
      ['up 10', 'cooldown', 'up 20'],
    );
    const full = { cpuAverage: 100 };
    assert.deepEqual(
      run('backend', [
        [0, 1, full],
        [0.5, 3, full],
        [3.5, 3, full],
      ]).map(summary),
      ['up 3', 'cooldown', 'up 5'],
    );
  });

  it('waits for a value to judge by', () => {
    const slow = { p95: 6000 };
    const decisions = run('backend', [
      [0, 1, slow],
      [1, 2, slow],
      [4, 2, { p95: undefined }],
      [5, 2, slow],
    ]);
    assert.equal(decisions[3] && summary(decisions[3]), 'did-not-help p95');
  });

  it('advises to lower the peak where one replica alone stays hot', () => {
    const hot = { cpuPeak: 94 };
    const decisions = run('backend', [
      [0, 1, hot],
      [1, 2, hot],
      [4, 2, hot],
    ]);
    assert.deepEqual(
      decisions[2]?.refusals.map((r) => ('remedy' in r ? r.remedy : r.refusal)),
      ['did-not-help', 'lower-peak'],
    );
  });
});
