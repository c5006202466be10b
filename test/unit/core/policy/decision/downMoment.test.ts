import assert from 'node:assert/strict';
import { decide } from '../../../../../src/core/policy/decision/decide.js';
import { newDecisionMemory, type DecisionMemory } from '../../../../../src/core/policy/decision/decisionMemory.js';
import type { Decision, Refusal } from '../../../../../src/core/policy/decision.js';
import { inputOf, low, now, summary, tauMs, twice, type Scenario } from './team.js';
import { minutes, type ServiceName } from './teamRunbook.js';

const calm = (name: ServiceName, replicas: number, scenario: Scenario = {}): Decision =>
  twice(name, { base: low, replicas, ...scenario });

describe('the moment for a way down', () => {
  const after = (change: Partial<DecisionMemory>, scenario: Scenario = {}): Decision =>
    calm('pdf-worker', 10, { memory: { ...newDecisionMemory(10, 0), ...change }, ...scenario });

  it('S9: waits ten minutes after a down and thirty after an up', () => {
    const at = tauMs + 15_000;
    const cooldown = (direction: 'up' | 'down', lastTauMs: number, waitMs: number): Refusal => ({
      refusal: 'cooldown',
      direction,
      lastAt: now + lastTauMs - tauMs,
      until: now + lastTauMs - tauMs + waitMs,
    });
    const downAt = at - 10 * minutes + 1;
    assert.deepEqual(after({ lastDownTauMs: downAt }).refusals, [cooldown('down', downAt, 10 * minutes)]);
    assert.equal(after({ lastDownTauMs: downAt }).state, 'scale-down-possible');
    assert.equal(summary(after({ lastDownTauMs: downAt - 1 })), 'down 5');
    const upAt = at - 30 * minutes + 1;
    assert.deepEqual(after({ lastUpTauMs: upAt }).refusals, [cooldown('up', upAt, 30 * minutes)]);
    assert.equal(summary(after({ lastUpTauMs: upAt - 1 })), 'down 5');
    const urgent = { base: low, values: { jobsWaiting: 900 } };
    assert.equal(summary(after({ lastDownTauMs: tauMs - 1 }, urgent)), 'up 18');
  });

  it('sees for itself that replicas went, whoever took them', () => {
    const fewer = decide(
      inputOf('pdf-worker', { base: low, replicas: 10, memory: { ...newDecisionMemory(12, 0), lastUpTauMs: 0 } }),
    );
    assert.equal(fewer.memory.lastDownTauMs, tauMs);
    assert.deepEqual(fewer.decision.refusals[0], {
      refusal: 'cooldown',
      direction: 'down',
      lastAt: now,
      until: now + 10 * minutes,
    });
  });

  it('waits where it has not watched for long enough to know of an up', () => {
    assert.deepEqual(after({ knownSinceTauMs: tauMs }).refusals, [{ refusal: 'settling', until: now + 30 * minutes }]);
    assert.equal(summary(after({ knownSinceTauMs: tauMs + 15_000 - 30 * minutes })), 'down 5');
  });

  it('waits for what is starting, for an operation and for a snooze', () => {
    assert.equal(summary(calm('pdf-worker', 10, { warming: 1 })), 'settling');
    assert.equal(summary(calm('pdf-worker', 10, { operationRunning: true })), 'operation-running');
    assert.equal(summary(calm('pdf-worker', 10, { stackChanging: true })), 'operation-running');
    assert.equal(summary(calm('pdf-worker', 10, { snoozedUntil: now + minutes })), 'snoozed');
  });

  it('takes the largest answer of the last five minutes', () => {
    const answered = (agoMs: number, replicas: number): DecisionMemory['answers'] => [
      { tauMs: tauMs + 15_000 - agoMs, replicas },
    ];
    assert.equal(summary(after({ answers: answered(5 * minutes - 1, 8) })), 'down 8');
    assert.equal(summary(after({ answers: answered(5 * minutes, 8) })), 'down 5');
    assert.equal(summary(after({ answers: answered(minutes, 12) })), 'in-tolerance');
  });

  it('looks twice', () => {
    const { decision } = decide(inputOf('pdf-worker', { base: low, replicas: 10 }));
    assert.equal(decision.state, 'scale-down-possible');
    assert.deepEqual(decision.refusals, [{ refusal: 'settling', until: undefined }]);
  });
});
