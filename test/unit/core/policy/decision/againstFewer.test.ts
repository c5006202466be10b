import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { decide } from '../../../../../src/core/policy/decision/decide.js';
import { newDecisionMemory } from '../../../../../src/core/policy/decision/decisionMemory.js';
import type { Refusal } from '../../../../../src/core/policy/decision.js';
import { decideTwice, inputOf, low, now, quietSchedule, tauMs, type Scenario } from './team.js';
import { minutes } from './teamRunbook.js';

const against = (scenario: Scenario = {}, replicas = 10): readonly Refusal[] =>
  decide(inputOf('pdf-worker', { base: low, replicas, ...scenario })).againstFewer;
const names = (refusals: readonly Refusal[]): readonly string[] =>
  refusals.map((refusal) => ('metric' in refusal ? `${refusal.refusal} ${refusal.metric}` : refusal.refusal));

const spike = (title: string, count: number) => ({
  ...{ title, at: now + 30 * minutes, dueAt: now + 30 * minutes, proposeFrom: now + 20 * minutes },
  ...{ until: now + 60 * minutes, counts: { 'pdf-worker': count } },
});

/** The first of them in four of five cases. */
const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const seldom = mostly(false, true);

describe('what speaks against fewer', () => {
  it('is nothing where all has been known and low for long enough', () => {
    assert.deepEqual(against(), []);
  });

  it('does not depend on what the rules want: not at the baseline, not at the minimum, not while more are wanted', () => {
    assert.deepEqual(against({}, 3), []);
    assert.deepEqual(against({}, 2), []);
    assert.deepEqual(names(against({ values: { jobsWaiting: 900 } })), [
      'signal-not-normal jobsWaiting',
      'not-low-enough jobsWaiting',
    ]);
  });

  it('is an error rate that is still high, or that is not known', () => {
    const errors = (value: number | undefined): readonly string[] =>
      names(decide(inputOf('backend', { base: low, replicas: 4, values: { errorRate: value } })).againstFewer);
    assert.deepEqual(errors(3), ['signal-not-normal errorRate']);
    assert.deepEqual(errors(undefined), ['signal-unknown errorRate']);
  });

  it('is a calm that has not lasted, with when it will have', () => {
    const [first] = against({ lowFor: () => 29 * minutes });
    assert.ok(first?.refusal === 'not-long-enough');
    assert.equal(first.until, now + minutes);
  });

  it('is business hours, a deployment, a calendar that is not known, a clock that jumped', () => {
    const schedule = { ...quietSchedule, businessHours: true, calendarUnknown: true, businessHoursEndAt: now + 5 };
    assert.deepEqual(against({ schedule, clockSuspect: true, deployedAt: now - minutes }), [
      { refusal: 'clock-suspect', until: undefined },
      { refusal: 'business-hours', until: now + 5 },
      { refusal: 'calendar-unknown', until: undefined },
      { refusal: 'recent-deployment', at: now - minutes, until: now + 59 * minutes },
    ]);
  });

  it('is everything that is expected soon, with how many it needs, whatever is there now', () => {
    const schedule = { ...quietSchedule, expected: [spike('Small', 3), spike('Exam', 5), spike('Sale', 20)] };
    assert.deepEqual(
      against({ schedule }).map((refusal) => refusal.refusal === 'spike-expected' && [refusal.title, refusal.count]),
      [
        ['Exam', 5],
        ['Sale', 20],
      ],
    );
  });

  it('is a change of a moment ago in either direction, and that nobody watched before', () => {
    const memory = { ...newDecisionMemory(10, 0), lastDownTauMs: tauMs - minutes, lastUpTauMs: tauMs - 2 * minutes };
    assert.deepEqual(
      against({ memory }).map(({ until }) => until),
      [now + 9 * minutes, now + 28 * minutes],
    );
    assert.deepEqual(against({ memory: newDecisionMemory(10, tauMs) }), [
      { refusal: 'settling', until: now + 30 * minutes },
    ]);
  });

  it('is empty whenever fewer is recommended', () => {
    const values = fc.record({
      cpuAverage: mostly(10, 39, 40, 65, undefined),
      p95: mostly(100, 2500, undefined),
      errorRate: mostly(0, 3, undefined),
    });
    let recommended = 0;
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 20 }), seldom, seldom, (given, replicas, hours, deployed) => {
        const { decision, againstFewer } = decideTwice(
          inputOf('backend', {
            base: low,
            values: given,
            replicas,
            schedule: { ...quietSchedule, businessHours: hours },
            deployedAt: deployed ? now - minutes : undefined,
          }),
        );
        if (decision.recommendation?.direction !== 'down') return;
        recommended += 1;
        assert.deepEqual(againstFewer, []);
      }),
    );
    assert.ok(recommended > 0);
  });
});
