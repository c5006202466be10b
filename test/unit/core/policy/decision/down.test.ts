import assert from 'node:assert/strict';
import { decide } from '../../../../../src/core/policy/decision/decide.js';
import { newDecisionMemory } from '../../../../../src/core/policy/decision/decisionMemory.js';
import type { Decision, Refusal } from '../../../../../src/core/policy/decision.js';
import type { ScheduleNow } from '../../../../../src/core/policy/schedule/scheduleNow.js';
import { inputOf, low, now, quietSchedule, summary, tauMs, twice, type Scenario } from './team.js';
import { metrics, minutes, services, team, type ServiceName } from './teamRunbook.js';

const calm = (name: ServiceName, replicas: number, scenario: Scenario = {}): Decision =>
  twice(name, { base: low, replicas, ...scenario });

/** Follows what is recommended, with a quarter of an hour between two looks. */
function follow(name: ServiceName, replicas: number, scenario: (replicas: number) => Scenario): readonly number[] {
  const counts = [replicas];
  let memory = newDecisionMemory(replicas, 0);
  for (let look = 0; look < 20; look += 1) {
    const time = { now: now + look * 15 * minutes, tauMs: tauMs + look * 15 * minutes };
    const current = counts.at(-1) ?? replicas;
    const result = decide(inputOf(name, { base: low, ...scenario(current), ...time, replicas: current, memory }));
    memory = result.memory;
    const next = result.decision.recommendation?.target;
    if (next !== undefined) counts.push(next);
  }
  return counts;
}

const event = {
  title: 'Registration',
  at: now + 60 * minutes,
  dueAt: now + 60 * minutes,
  proposeFrom: now + 30 * minutes,
  until: now + 120 * minutes,
};
const expecting = (
  count: number,
  change: Partial<ScheduleNow['expected'][number]> = {},
  name: ServiceName = 'pdf-worker',
): ScheduleNow => ({ ...quietSchedule, expected: [{ ...event, counts: { [name]: count }, ...change }] });

describe('the way down', () => {
  it('follows every row of the scale-down matrix by halves', () => {
    const [workers, backends, frontends] = team.scaleDown.matrix;
    const table: readonly (readonly [ServiceName, number, Scenario['values'], string, unknown])[] = [
      ['pdf-worker', 10, { jobsWaiting: 19 }, 'down 5', workers],
      ['backend', 5, { cpuAverage: 20 }, 'down 3', backends],
      ['frontend', 3, { cpuAverage: 19 }, 'down 2', frontends],
    ];
    for (const [name, replicas, values, expected, row] of table) {
      const decision = calm(name, replicas, { values: values ?? {} });
      assert.deepEqual([decision.state, summary(decision)], ['scale-down-possible', expected], name);
      const [first] = decision.recommendation?.reasons ?? [];
      assert.ok(first?.reason === 'scale-down-row' && row);
      assert.deepEqual({ replicas: first.replicas, to: first.to }, { replicas, to: (row as typeof first).to });
    }
    assert.deepEqual(
      table.map(([, , , , row]) => (row as { to: number }).to),
      [3, 2, 1],
    );
  });

  it("ends where the runbook's rows and its baseline lead", () => {
    assert.deepEqual(
      follow('pdf-worker', 10, () => ({})),
      [10, 5, 3],
    );
    assert.deepEqual(
      follow('pdf-worker', 40, () => ({})),
      [40, 20, 10, 5, 3],
    );
    assert.deepEqual(
      follow('backend', 5, (n) => ({ values: { cpuAverage: 100 / n } })),
      [5, 3, 2],
    );
    assert.deepEqual(
      follow('backend', 5, (n) => ({ values: { cpuAverage: 10 / n } })),
      [5, 3, 2, 1],
    );
    assert.deepEqual(
      follow('frontend', 3, (n) => ({ values: { cpuAverage: 30 / n } })),
      [3, 2, 1],
    );
  });

  it('does not go below the target of a row in one go, nor when its bound has not held', () => {
    const held = (cpuMs: number): Decision =>
      calm('backend', 4, {
        runbook: {
          ...team,
          scaleDown: {
            ...team.scaleDown,
            matrix: [{ service: 'backend', replicas: 4, metric: 'cpuAverage', below: 30, to: 3 }],
          },
        },
        lowFor: (_metric, below) => (below === 30 ? cpuMs : 45 * minutes),
      });
    assert.equal(summary(held(30 * minutes)), 'down 3');
    assert.equal(summary(held(30 * minutes - 15_001)), 'down 2');
  });

  it('names every condition with its figures', () => {
    const decision = calm('backend', 4);
    assert.deepEqual(
      decision.recommendation?.reasons.filter(({ reason }) => reason === 'calm'),
      [
        { reason: 'calm', metric: 'cpuAverage', value: 10, below: 40, forMs: 45 * minutes },
        { reason: 'calm', metric: 'memoryAverage', value: 20, below: 40, forMs: 45 * minutes },
        { reason: 'calm', metric: 'p95', value: 100, below: 1000, forMs: 45 * minutes },
      ],
    );
  });

  it('keeps the minimum, the baseline and the workers that are at work', () => {
    assert.equal(summary(calm('pdf-worker', 2)), 'at-min');
    assert.equal(summary(calm('pdf-worker', 3)), 'in-tolerance');
    assert.equal(calm('pdf-worker', 3).state, 'steady');
    const busy = calm('pdf-worker', 10, { values: { jobsActive: 7 } });
    assert.equal(summary(busy), 'down 7');
    assert.deepEqual(busy.recommendation?.reasons.at(-1), { reason: 'cut', by: 'busy', wanted: 3, to: 7 });
    const idle = calm('pdf-worker', 10).recommendation?.reasons.filter(({ reason }) => reason === 'cut');
    assert.deepEqual(idle, [{ reason: 'cut', by: 'halving', wanted: 3, to: 5 }]);
    const two = { ...services.backend, baseline: 2 };
    assert.equal(summary(calm('backend', 3, { entry: two })), 'down 2');
    assert.equal(summary(calm('backend', 2, { entry: two })), 'in-tolerance');
    assert.equal(summary(calm('pdf-worker', 10, { values: { jobsActive: undefined } })), 'signal-unknown jobsActive');
  });

  it('leaves a service alone that is beyond its maximum by more than half', () => {
    assert.equal(summary(calm('backend', 41)), 'at-max');
    assert.equal(summary(calm('backend', 40)), 'down 20');
    assert.equal(summary(calm('pdf-worker', 60, { values: { jobsActive: 55 } })), 'at-max');
  });

  const refused: readonly (readonly [string, Scenario, Refusal])[] = [
    [
      'a figure that is not low enough',
      { values: { cpuAverage: 40 } },
      { refusal: 'not-low-enough', metric: 'cpuAverage', value: 40, below: 40, until: undefined },
    ],
    [
      'metrics that improved only recently',
      { lowFor: () => 20 * minutes },
      {
        refusal: 'not-long-enough',
        metric: 'cpuAverage',
        below: 40,
        heldMs: 20 * minutes,
        holdMs: 30 * minutes,
        until: now + 15_000 + 10 * minutes,
      },
    ],
    [
      'a history that is not known',
      { lowFor: () => undefined },
      {
        refusal: 'not-long-enough',
        metric: 'cpuAverage',
        below: 40,
        heldMs: 0,
        holdMs: 30 * minutes,
        until: now + 15_000 + 30 * minutes,
      },
    ],
    [
      'a figure that is not known',
      { values: { memoryAverage: undefined } },
      { refusal: 'signal-unknown', metric: 'memoryAverage', until: undefined },
    ],
    [
      'a signal without a condition that is not known',
      { values: { memoryGrowth: undefined } },
      { refusal: 'signal-unknown', metric: 'memoryGrowth', until: undefined },
    ],
    [
      'a figure that grows old',
      { evidence: { cpuPeak: 'stale' } },
      { refusal: 'signal-unknown', metric: 'cpuPeak', until: undefined },
    ],
    [
      'a signal that is not normal',
      { values: { queueWait: 31_000 }, forMs: 0 },
      { refusal: 'signal-not-normal', metric: 'queueWait', until: undefined },
    ],
    [
      'business hours',
      { schedule: { ...quietSchedule, businessHours: true, businessHoursEndAt: now + 5 } },
      { refusal: 'business-hours', until: now + 5 },
    ],
    [
      'a window that keeps what is there',
      { schedule: { ...quietSchedule, keep: true, keepUntil: now + 6 } },
      { refusal: 'keep-window', until: now + 6 },
    ],
    [
      'a calendar that could not be read',
      { schedule: { ...quietSchedule, calendarUnknown: true } },
      { refusal: 'calendar-unknown', until: undefined },
    ],
    ['a clock that jumped', { clockSuspect: true }, { refusal: 'clock-suspect', until: undefined }],
    [
      'a spike expected within the hour',
      { schedule: expecting(10) },
      { refusal: 'spike-expected', title: 'Registration', at: event.at, count: 10, until: event.until },
    ],
    [
      'a spike that is kept ready for',
      { schedule: expecting(10, { at: now + 1e9, until: now + 2e9, proposeFrom: now }) },
      { refusal: 'spike-expected', title: 'Registration', at: now + 1e9, count: 10, until: now + 2e9 },
    ],
    [
      'a deployment in the last hour',
      { deployedAt: now - 59 * minutes },
      { refusal: 'recent-deployment', at: now - 59 * minutes, until: now + minutes },
    ],
  ];
  for (const [title, scenario, expected] of refused)
    it(`does not go down with ${title}`, () => {
      const decision = calm('pdf-worker', 10, scenario);
      assert.deepEqual(decision.refusals[0], expected);
      assert.equal(decision.recommendation, undefined);
      assert.notEqual(decision.state, 'scale-down-possible');
    });

  it('does not go down while errors are up', () => {
    const decision = calm('backend', 4, { values: { errorRate: 1.5 }, forMs: 0 });
    assert.deepEqual(decision.refusals[0], { refusal: 'signal-not-normal', metric: 'errorRate', until: undefined });
  });

  it('does not go down without a single condition', () => {
    const runbook = { ...team, scaleDown: { ...team.scaleDown, conditions: [] } };
    assert.equal(summary(calm('pdf-worker', 10, { runbook })), 'no-target-rule');
    const elsewhere = { ...team, metrics: metrics.map((metric) => ({ ...metric, services: ['redis'] })) };
    assert.equal(summary(calm('pdf-worker', 10, { runbook: elsewhere })), 'no-target-rule');
  });

  it('does not mind what is long ago, far ahead or small', () => {
    const fine: readonly Scenario[] = [
      { deployedAt: now - 60 * minutes },
      { schedule: expecting(10, { at: now + 61 * minutes, proposeFrom: now + 31 * minutes }) },
      { schedule: expecting(5) },
      { schedule: expecting(10, {}, 'backend') },
      { schedule: expecting(10, { proposeFrom: now - 9, at: now - 8, until: now }) },
    ];
    for (const scenario of fine) assert.equal(summary(calm('pdf-worker', 10, scenario)), 'down 5');
  });

  it('takes the times of jobs for well while none waits, and is not kept up by users that nobody counts', () => {
    const idle = { jobsWaiting: 0, jobsActive: 0, queueWait: undefined, processingTime: undefined };
    assert.equal(summary(calm('pdf-worker', 10, { values: idle })), 'down 5');
    assert.equal(summary(calm('frontend', 3, { values: { concurrentUsers: undefined } })), 'down 2');
  });

  it('lets the schedule say how far down', () => {
    const active = { proposeFrom: now - 9, at: now - 9 };
    const night = { ...active, title: 'Late night' };
    assert.equal(summary(calm('pdf-worker', 3, { schedule: expecting(2, night) })), 'down 2');
    assert.deepEqual(calm('pdf-worker', 3, { schedule: expecting(2, night) }).recommendation?.reasons.at(-1), {
      reason: 'schedule',
      title: 'Late night',
      at: now - 9,
      dueAt: event.dueAt,
      count: 2,
    });
    assert.equal(summary(calm('pdf-worker', 10, { schedule: expecting(8, active) })), 'down 8');
    assert.equal(summary(calm('pdf-worker', 3, { schedule: expecting(3, night) })), 'in-tolerance');
    const both = expecting(8, active).expected.concat(expecting(2, night).expected);
    assert.equal(summary(calm('pdf-worker', 10, { schedule: { ...quietSchedule, expected: both } })), 'down 8');
    const busy = calm('pdf-worker', 3, { base: {}, values: { ...low, cpuAverage: 45 }, schedule: expecting(2, night) });
    assert.equal(summary(busy), 'not-low-enough cpuAverage');
  });
});
