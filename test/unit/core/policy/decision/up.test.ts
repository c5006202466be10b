import assert from 'node:assert/strict';
import { decide } from '../../../../../src/core/policy/decision/decide.js';
import { newDecisionMemory } from '../../../../../src/core/policy/decision/decisionMemory.js';
import type { Decision } from '../../../../../src/core/policy/decision.js';
import { inputOf, now, quietSchedule, summary, tauMs, twice, type Scenario } from './team.js';
import { minutes, services, team, type ServiceName } from './teamRunbook.js';

const connections = { limit: 100, reserved: 3, others: 0, perReplica: 50 };

describe('the way up', () => {
  it('V12: 3 to 10 at once, holds, 10 to 19 after three minutes, then nothing more', () => {
    const base = inputOf('pdf-worker');
    const queue = {
      values: { jobsWaiting: 1400 },
      connections: { limit: 1000, reserved: 3, others: 40, perReplica: 50 },
    };
    let memory = newDecisionMemory(3, tauMs);
    const at = (minute: number, replicas: number): Decision => {
      const time = { tauMs: base.tauMs + minute * minutes, now: base.now + minute * minutes };
      const result = decide(inputOf('pdf-worker', { ...queue, ...time, replicas, memory }));
      memory = result.memory;
      return result.decision;
    };
    assert.equal(summary(at(0, 3)), 'up 10');
    const waiting = at(0, 10);
    assert.equal(waiting.recommendation, undefined);
    assert.deepEqual(waiting.refusals[0], {
      refusal: 'cooldown',
      direction: 'up',
      lastAt: now,
      until: now + 3 * minutes,
    });
    assert.equal(summary(at(1, 10)), 'cooldown');
    assert.equal(summary(at(2, 10)), 'cooldown');
    const third = at(3, 10);
    assert.equal(summary(third), 'up 19');
    assert.deepEqual(
      third.recommendation?.reasons.filter(({ reason }) => reason === 'cut'),
      [
        { reason: 'cut', by: 'rung', wanted: 28, to: 20 },
        { reason: 'cut', by: 'connections', wanted: 20, to: 19 },
      ],
    );
    const refused = { refusal: 'connections', needed: 1400, available: 960, raiseTo: 1450, until: undefined };
    assert.deepEqual(third.refusals, [refused]);
    for (const minute of [3, 4, 10, 60]) {
      const { state, recommendation, refusals } = at(minute, 19);
      assert.deepEqual([state, recommendation], ['scale-now', undefined]);
      assert.deepEqual(refusals, [refused, { refusal: 'other-remedy', remedy: 'raise-connections', until: undefined }]);
    }
  });

  it("answers the runbook's own examples", () => {
    const table: readonly (readonly [ServiceName, Scenario, string])[] = [
      ['pdf-worker', { values: { jobsWaiting: 263 } }, 'up 6'],
      ['pdf-worker', { values: { jobsWaiting: 500 } }, 'up 10'],
      ['pdf-worker', { replicas: 2, values: { jobsWaiting: 51 } }, 'up 3'],
      ['pdf-worker', { replicas: 30, values: { jobsWaiting: 9000 } }, 'up 50'],
      ['pdf-worker', { replicas: 50, values: { jobsWaiting: 9000 } }, 'at-max'],
      ['pdf-worker', { replicas: 6, values: { jobsWaiting: 263 } }, 'in-tolerance'],
      ['backend', { values: { cpuAverage: 65 } }, 'up 2'],
      ['backend', { values: { cpuAverage: 85 } }, 'up 3'],
      ['backend', { values: { cpuAverage: 85 }, connections }, 'up 2'],
      ['backend', { replicas: 2, values: { cpuAverage: 85 }, connections }, 'connections'],
      ['backend', { replicas: 5, values: { cpuAverage: 85 } }, 'up 8'],
      ['backend', { replicas: 1, values: { activeConnections: 45 }, connections }, 'up 2'],
      ['backend', { replicas: 2, values: { activeConnections: 45 }, connections }, 'connections'],
      ['frontend', { values: { cpuAverage: 65 } }, 'up 2'],
    ];
    for (const [name, scenario, expected] of table)
      assert.equal(summary(twice(name, scenario)), expected, `${name} ${JSON.stringify(scenario)}`);
  });

  it('tells of tight connections, and of the ones that are missing', () => {
    const second = twice('backend', { values: { cpuAverage: 85 }, connections });
    assert.deepEqual(second.recommendation?.reasons.slice(-2), [
      { reason: 'cut', by: 'connections', wanted: 3, to: 2 },
      { reason: 'connections-tight', needed: 100, available: 97, raiseTo: 150 },
    ]);
    const tenth = twice('backend', {
      replicas: 9,
      values: { activeConnections: 45 },
      connections: { ...connections, limit: 500 },
    });
    assert.equal(summary(tenth), 'up 10');
    assert.deepEqual(tenth.recommendation?.reasons.at(-1), {
      reason: 'connections-tight',
      needed: 500,
      available: 497,
      raiseTo: 550,
    });
    const third = twice('backend', { replicas: 2, values: { cpuAverage: 95 }, connections });
    assert.deepEqual(third.refusals[0], {
      refusal: 'connections',
      needed: 200,
      available: 100,
      raiseTo: 250,
      until: undefined,
    });
  });

  it('goes by the projection while a warning rises', () => {
    const rising: Scenario = { values: { cpuAverage: 65 }, forMs: minutes, projected: { cpuAverage: 130 } };
    const decision = twice('backend', { ...rising, replicas: 4 });
    assert.deepEqual([decision.state, summary(decision)], ['scale-proactively', 'up 7']);
    assert.deepEqual(
      decision.recommendation?.reasons.find(({ reason }) => reason === 'projection'),
      { reason: 'projection', metric: 'cpuAverage', value: 65, projected: 130 },
    );
    const queue: Scenario = { values: { jobsWaiting: 190 }, forMs: minutes, projected: { jobsWaiting: 330 } };
    assert.equal(summary(twice('pdf-worker', queue)), 'up 7');
    assert.equal(summary(twice('pdf-worker', { values: { memoryPeak: 85 }, projected: { memoryPeak: 95 } })), 'up 4');
  });

  it('does not order more for a warning that no target rule measures, until it is critical or rises', () => {
    assert.deepEqual(
      [twice('backend', { values: { p95: 3000 } })].map((decision) => [decision.state, summary(decision)]),
      [['prepare', 'in-tolerance']],
    );
  });

  it('looks twice at what is not critical', () => {
    const input = inputOf('backend', { values: { cpuAverage: 65 } });
    const first = decide(input);
    assert.deepEqual(first.decision.refusals, [{ refusal: 'settling', until: undefined }]);
    const again = (laterMs: number): Decision =>
      decide({ ...input, memory: first.memory, now: now + laterMs, tauMs: tauMs + laterMs }).decision;
    assert.equal(summary(again(1000)), 'settling');
    assert.equal(summary(again(15_000)), 'up 2');
    assert.equal(summary(decide(inputOf('backend', { values: { cpuAverage: 85 } })).decision), 'up 3');
  });

  it('does not act on what is not seen any more', () => {
    const decision = twice('backend', { values: { cpuAverage: 85 }, evidence: { cpuAverage: 'stale' } });
    assert.deepEqual([decision.state, decision.recommendation], ['scale-now', undefined]);
    assert.equal(decision.refusals.length > 0, true);
  });

  it('does not order one more for the want of the figure that says how many are enough', () => {
    const critical = inputOf('pdf-worker', { replicas: 6, values: { jobsWaiting: 263 } });
    const without = (missing: string): Decision =>
      decide({ ...critical, figures: (metric) => (metric === missing ? undefined : critical.figures(metric)) })
        .decision;
    for (const missing of ['jobsWaiting', 'jobsActive']) {
      const { state, recommendation, refusals } = without(missing);
      assert.deepEqual([state, recommendation], ['scale-now', undefined], missing);
      assert.deepEqual(refusals, [{ refusal: 'signal-unknown', metric: missing, until: undefined }]);
    }
  });

  it('goes up to the minimum, and leaves a stopped service alone', () => {
    const few = twice('pdf-worker', { replicas: 1 });
    assert.deepEqual([few.state, summary(few)], ['prepare', 'up 2']);
    assert.deepEqual(few.recommendation?.reasons, [{ reason: 'cut', by: 'min', wanted: 1, to: 2 }]);
    const stopped = twice('pdf-worker', { replicas: 0, values: { jobsWaiting: 900 } });
    assert.deepEqual([summary(stopped), stopped.recommendation], ['no-target-rule', undefined]);
  });

  it('leaves a service without target rules to people, and still says how it is', () => {
    const entry = { ...services.backend, targets: [] };
    const decision = twice('backend', { entry, values: { cpuAverage: 85 } });
    assert.deepEqual([decision.state, summary(decision)], ['scale-now', 'no-target-rule']);
    const calm = twice('backend', { entry, replicas: 4, values: { cpuAverage: 5, memoryAverage: 5, p95: 10 } });
    assert.deepEqual([calm.state, summary(calm)], ['steady', 'no-target-rule']);
  });

  it('goes up for what the schedule expects, from the time on at which it proposes it', () => {
    const event = { title: 'Registration', at: now + 48 * 60 * minutes, dueAt: now + minutes, until: now + 1e9 };
    const proposing = (proposeFrom: number, count = 6): Decision =>
      twice('pdf-worker', {
        schedule: { ...quietSchedule, expected: [{ ...event, proposeFrom, counts: { 'pdf-worker': count } }] },
      });
    const due = proposing(now);
    assert.deepEqual([due.state, summary(due)], ['scale-proactively', 'up 6']);
    assert.deepEqual(due.recommendation?.reasons, [
      { reason: 'schedule', title: 'Registration', at: event.at, dueAt: event.dueAt, count: 6 },
    ]);
    assert.equal(summary(proposing(now, 30)), 'up 10');
    assert.equal(proposing(now + 16_000).state, 'steady');
    assert.equal(proposing(now, 3).state, 'steady');
    const over = { ...event, proposeFrom: now - 1e6, at: now - 1e5, until: now, counts: { 'pdf-worker': 9 } };
    assert.equal(twice('pdf-worker', { schedule: { ...quietSchedule, expected: [over] } }).state, 'steady');
  });

  it('waits while an operation runs and while it is snoozed, unless it grows worse', () => {
    const critical: Scenario = { values: { jobsWaiting: 263 } };
    assert.equal(summary(twice('pdf-worker', { ...critical, operationRunning: true })), 'operation-running');
    assert.equal(summary(twice('pdf-worker', { ...critical, stackChanging: true })), 'up 6');
    const rising: Scenario = { values: { jobsWaiting: 190 }, forMs: minutes, projected: { jobsWaiting: 330 } };
    assert.match(summary(twice('pdf-worker', rising)), /^up/);
    assert.equal(summary(twice('pdf-worker', { ...rising, stackChanging: true })), 'operation-running');
    const snoozedUntil = now + 15 * minutes;
    const snoozed = decide(inputOf('pdf-worker', { ...critical, snoozedUntil }));
    assert.deepEqual(snoozed.decision.refusals, [{ refusal: 'snoozed', until: snoozedUntil }]);
    const later = (values: Scenario['values'], at = now): string =>
      summary(
        decide(inputOf('pdf-worker', { values: values ?? {}, snoozedUntil, memory: snoozed.memory, now: at })).decision,
      );
    assert.equal(later({ jobsWaiting: 400 }), 'snoozed');
    assert.equal(later({ jobsWaiting: 400 }, snoozedUntil), 'up 8');
    const watching = decide(inputOf('pdf-worker', { values: { jobsWaiting: 100 }, forMs: 0, snoozedUntil }));
    const worse = decide(inputOf('pdf-worker', { ...critical, snoozedUntil, memory: watching.memory }));
    assert.equal(summary(worse.decision), 'up 6');
    const calm = decide(inputOf('backend', { values: { cpuAverage: 65 }, snoozedUntil }));
    const hot: Scenario = { values: { cpuAverage: 85 }, snoozedUntil, memory: calm.memory };
    assert.equal(calm.decision.state, 'prepare');
    assert.equal(summary(decide(inputOf('backend', hot)).decision), 'up 3');
    const rung = (replicas: number, memory = newDecisionMemory(replicas, 0)): ReturnType<typeof decide> =>
      decide(inputOf('pdf-worker', { replicas, values: { jobsWaiting: 900 }, snoozedUntil, memory }));
    const small = decide(inputOf('pdf-worker', { replicas: 3, values: { jobsWaiting: 210 }, snoozedUntil }));
    assert.equal(summary(small.decision), 'snoozed');
    assert.equal(summary(rung(3, small.memory).decision), 'snoozed');
    assert.equal(summary(rung(10, { ...small.memory, replicas: 10 }).decision), 'up 18');
  });

  it('walks the states of the flowchart', () => {
    const at = (values: Scenario['values'], forMs: number): string =>
      twice('backend', { values: values ?? {}, forMs }).state;
    assert.equal(at({}, 0), 'steady');
    assert.equal(at({ p50: 600 }, 0), 'watching');
    assert.equal(at({ p50: 600 }, 5 * minutes - 15_000 - 1), 'watching');
    assert.equal(at({ p50: 600 }, 5 * minutes), 'prepare');
    assert.equal(at({ p50: 1001 }, 0), 'scale-now');
    assert.equal(
      twice('backend', { values: { p50: 600 }, projected: { p50: 1100 }, forMs: 0 }).state,
      'scale-proactively',
    );
  });

  it('says how long it has been in a state, and what matters most in it', () => {
    const warm: Scenario = { values: { p50: 600 }, forMs: 0 };
    let { decision, memory } = decide(inputOf('backend', warm));
    assert.equal(decision.forMs, 0);
    const step = (seconds: number, scenario: Scenario): void => {
      ({ decision, memory } = decide(
        inputOf('backend', { ...scenario, memory, now: now + seconds * 1000, tauMs: tauMs + seconds * 1000 }),
      ));
    };
    step(60, warm);
    assert.deepEqual([decision.state, decision.forMs, decision.cause?.metric.id], ['watching', 60_000, 'p50']);
    step(300, warm);
    assert.deepEqual([decision.state, decision.forMs], ['prepare', 0]);
    step(360, {});
    assert.deepEqual([decision.state, decision.forMs, decision.cause], ['steady', 0, undefined]);
    step(420, warm);
    assert.equal(decision.state, 'watching');
  });

  it('is the same in the bare stack of no rows', () => {
    const runbook = { ...team, matrix: [] };
    assert.equal(summary(twice('backend', { runbook, values: { cpuAverage: 85 } })), 'up 3');
    assert.equal(twice('pdf-worker', { runbook, others: { backend: { p95: 9000 } } }).state, 'steady');
  });
});
