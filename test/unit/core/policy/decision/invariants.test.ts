import fc from 'fast-check';
import assert from 'node:assert/strict';
import { decide } from '../../../../../src/core/policy/decision/decide.js';
import type { DecisionInput } from '../../../../../src/core/policy/decision/decisionInput.js';
import { newDecisionMemory, type DecisionMemory } from '../../../../../src/core/policy/decision/decisionMemory.js';
import { inputOf, low, now, quietSchedule, tauMs, type Scenario, type Values } from './team.js';
import { minutes, services, type ServiceName } from './teamRunbook.js';

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 12 });
const percent = maybe(fc.oneof(fc.integer({ min: 0, max: 39 }), fc.integer({ min: 0, max: 130 })));
const quietMostly = (max: number): fc.Arbitrary<number | undefined> =>
  maybe(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 0, max }) }));
const values: fc.Arbitrary<Values> = fc.record({
  cpuAverage: percent,
  cpuPeak: percent,
  memoryAverage: percent,
  memoryGrowth: quietMostly(15),
  p95: quietMostly(8000),
  errorRate: quietMostly(10),
  jobsWaiting: maybe(fc.oneof(fc.integer({ min: 0, max: 19 }), fc.integer({ min: 0, max: 4000 }))),
  jobsActive: maybe(fc.integer({ min: 0, max: 60 })),
  activeConnections: quietMostly(60),
});
const ago = fc.option(fc.integer({ min: 0, max: 70 * minutes }), { nil: undefined, freq: 2 });

interface Situation {
  readonly name: ServiceName;
  readonly values: Values;
  readonly others: Values;
  readonly replicas: number;
  readonly warming: number;
  readonly heldMs: number | undefined;
  readonly limit: number | undefined;
  readonly lastUp: number | undefined;
  readonly lastDown: number | undefined;
  readonly deployed: number | undefined;
  readonly businessHours: boolean;
  readonly operationRunning: boolean;
  readonly stackChanging: boolean;
  readonly expected: number | undefined;
  readonly candidate: 'up' | 'down';
}
const situations: fc.Arbitrary<Situation> = fc.record({
  name: fc.constantFrom<ServiceName>('frontend', 'backend', 'pdf-worker'),
  values,
  others: values,
  replicas: fc.integer({ min: 0, max: 60 }),
  warming: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 5 }) }),
  heldMs: maybe(fc.integer({ min: 0, max: 90 * minutes })),
  limit: fc.option(fc.integer({ min: 20, max: 2500 }), { nil: undefined }),
  lastUp: ago,
  lastDown: ago,
  deployed: ago,
  businessHours: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  operationRunning: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  stackChanging: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  expected: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined, freq: 1 }),
  candidate: fc.constantFrom('up', 'down'),
});

/** What had been seen once before, so that one look is enough. */
function inputFor(given: Situation): DecisionInput {
  const { replicas, lastUp, lastDown, candidate, deployed, expected, limit, heldMs } = given;
  const memory: DecisionMemory = {
    ...newDecisionMemory(replicas, 0),
    lastUpTauMs: lastUp === undefined ? null : tauMs - lastUp,
    lastDownTauMs: lastDown === undefined ? null : tauMs - lastDown,
    candidate: { direction: candidate, from: replicas, seen: 1, lookTauMs: tauMs - minutes },
  };
  const window = { title: 'x', at: now - 2, proposeFrom: now - 2, dueAt: now - 2, until: now + 9 };
  const scenario: Scenario = {
    base: low,
    values: given.values,
    others: { backend: { ...low, ...given.others } },
    replicas,
    warming: Math.min(given.warming, replicas),
    memory,
    operationRunning: given.operationRunning,
    stackChanging: given.stackChanging,
    connections: limit === undefined ? undefined : { limit, reserved: 3, others: 40, perReplica: 50 },
    deployedAt: deployed === undefined ? undefined : now - deployed,
    schedule: {
      ...quietSchedule,
      businessHours: given.businessHours,
      expected: expected === undefined ? [] : [{ ...window, counts: { [given.name]: expected } }],
    },
    ...(heldMs === undefined ? {} : { lowFor: () => heldMs }),
  };
  return inputOf(given.name, scenario);
}

const runs = { numRuns: 3000 };

describe('invariants of decisions', () => {
  it('meets ups, downs and refusals of many kinds in its situations', () => {
    const met = new Map<string, number>();
    for (const given of fc.sample(situations, { numRuns: 3000, seed: 7 })) {
      const { recommendation, refusals } = decide(inputFor(given)).decision;
      const key = recommendation?.direction ?? refusals[0]?.refusal ?? 'nothing';
      met.set(key, (met.get(key) ?? 0) + 1);
    }
    for (const key of ['up', 'down', 'cooldown', 'connections', 'in-tolerance', 'other-remedy', 'signal-unknown'])
      assert.ok((met.get(key) ?? 0) >= 15, `${key}: ${JSON.stringify([...met])}`);
  });

  it('S6, S10: a target is a whole number within the limits, and in the direction that is said', () => {
    fc.assert(
      fc.property(situations, (given) => {
        const { recommendation } = decide(inputFor(given)).decision;
        if (!recommendation) return;
        const { min, max } = services[given.name];
        const { target, from, direction } = recommendation;
        assert.ok(Number.isInteger(target) && target >= min && target <= max);
        assert.equal(from, given.replicas);
        assert.equal(direction === 'up', target > from);
        assert.equal(direction === 'down', target < from);
      }),
      runs,
    );
  });

  it('S7, S11: an up is at most a rung and within the connections', () => {
    fc.assert(
      fc.property(situations, (given) => {
        const { recommendation } = decide(inputFor(given)).decision;
        if (recommendation?.direction !== 'up') return;
        const { target, from } = recommendation;
        const rung = [3, 10, 20, 30].find((candidate) => candidate > from) ?? 50;
        assert.ok(target <= rung);
        if (given.limit !== undefined) assert.ok(target * 50 + 40 <= given.limit);
      }),
      runs,
    );
  });

  it('S8: a down is to half at least, takes no busy worker, and needs all to be known, low and allowed', () => {
    fc.assert(
      fc.property(situations, (given) => {
        const input = inputFor(given);
        const { recommendation } = decide(input).decision;
        if (recommendation?.direction !== 'down') return;
        const { target, from } = recommendation;
        assert.ok(target * 2 >= from);
        const counted = input.signals.filter(
          ({ metric }) => metric.group !== 'load' && !(metric.group === 'queue' && metric.unit === 'ms'),
        );
        assert.ok(counted.every(({ level, evidence }) => level === 'normal' && evidence === 'ok'));
        const all = { ...low, ...given.values };
        assert.ok((all['cpuAverage'] ?? 99) < 40 && (all['memoryAverage'] ?? 99) < 40);
        if (given.name === 'pdf-worker') {
          assert.ok((all['jobsWaiting'] ?? 99) < 20);
          assert.ok(target >= Math.min(from, all['jobsActive'] ?? 99));
        } else assert.ok((all['p95'] ?? 9999) < 1000);
        if (given.heldMs !== undefined) assert.ok(given.heldMs >= 30 * minutes);
        assert.ok(!given.businessHours && !given.operationRunning && !given.stackChanging && given.warming === 0);
        assert.ok((given.deployed ?? 1e9) >= 60 * minutes);
        assert.ok((given.lastUp ?? 1e9) >= 30 * minutes && (given.lastDown ?? 1e9) >= 10 * minutes);
        assert.ok(target >= (given.expected ?? 0));
      }),
      runs,
    );
  });

  it('S9: an up waits three minutes after an up, and a down never delays it', () => {
    fc.assert(
      fc.property(situations, (given) => {
        const { recommendation } = decide(inputFor(given)).decision;
        const without = decide(inputFor({ ...given, lastDown: undefined })).decision.recommendation;
        if (recommendation?.direction === 'up') assert.ok((given.lastUp ?? 1e9) >= 3 * minutes);
        if (without?.direction === 'up') assert.deepEqual(recommendation, without);
      }),
      runs,
    );
  });

  it('says why whenever something is asked for and nothing recommended, and for how long', () => {
    fc.assert(
      fc.property(situations, (given) => {
        const { recommendation, refusals, state } = decide(inputFor(given)).decision;
        if (!recommendation) assert.ok(refusals.length > 0, state);
        for (const refusal of refusals) {
          if (refusal.refusal === 'cooldown' || refusal.refusal === 'recent-deployment')
            assert.ok(refusal.until !== undefined && refusal.until > now);
          if (refusal.refusal === 'not-long-enough') assert.equal(refusal.until, now + refusal.holdMs - refusal.heldMs);
        }
      }),
      runs,
    );
  });

  it('P1: the same question has the same answer, and a memory written down gives it too', () => {
    fc.assert(
      fc.property(situations, (given) => {
        const input = inputFor(given);
        const answer = decide(input);
        const read = JSON.parse(JSON.stringify(input.memory)) as DecisionMemory;
        assert.deepEqual(decide({ ...input, memory: read }), answer);
        assert.deepEqual(JSON.parse(JSON.stringify(answer.memory)), answer.memory);
      }),
    );
  });

  it('P2: nothing depends on when it is', () => {
    fc.assert(
      fc.property(situations, fc.integer({ min: 1, max: 1e9 }), (given, shift) => {
        const input = inputFor(given);
        const { memory } = input;
        const moved = (at: number | null): number | null => (at === null ? null : at + shift);
        const { decision } = decide({
          ...input,
          tauMs: tauMs + shift,
          memory: {
            ...memory,
            tauMs: memory.tauMs + shift,
            knownSinceTauMs: memory.knownSinceTauMs + shift,
            lastUpTauMs: moved(memory.lastUpTauMs),
            lastDownTauMs: moved(memory.lastDownTauMs),
            stateSinceTauMs: memory.stateSinceTauMs + shift,
            candidate: memory.candidate && { ...memory.candidate, lookTauMs: memory.candidate.lookTauMs + shift },
          },
        });
        assert.deepEqual(decision, decide(input).decision);
      }),
    );
  });
});
