import fc from 'fast-check';
import assert from 'node:assert/strict';
import { decide } from '../../../../../src/core/policy/decision/decide.js';
import {
  newDecisionMemory,
  onClock,
  type DecisionMemory,
} from '../../../../../src/core/policy/decision/decisionMemory.js';
import { inputOf, low, now, tauMs, type Scenario } from './team.js';
import { minutes } from './teamRunbook.js';

const at = (afterMs: number, memory: DecisionMemory | undefined, scenario: Scenario): ReturnType<typeof decide> =>
  decide(
    inputOf('pdf-worker', {
      ...scenario,
      now: now + afterMs,
      tauMs: tauMs + afterMs,
      ...(memory ? { memory } : {}),
    }),
  );
const queue = (jobsWaiting: number): Scenario => ({ values: { jobsWaiting } });

describe('what a decision remembers', () => {
  it('keeps an episode through changes of its target and short pauses, and ends it with the count', () => {
    const first = at(0, undefined, queue(263));
    const id = first.decision.recommendation?.episode;
    const more = at(minutes, first.memory, queue(420));
    assert.deepEqual([more.decision.recommendation?.target, more.decision.recommendation?.episode], [9, id]);
    const pause = at(2 * minutes, more.memory, {});
    assert.equal(pause.decision.recommendation, undefined);
    const back = at(5 * minutes, pause.memory, queue(263));
    assert.equal(back.decision.recommendation?.episode, id);
    const later = at(11 * minutes, at(6 * minutes, back.memory, {}).memory, queue(263));
    assert.ok(later.decision.recommendation && later.decision.recommendation.episode !== id);
    const other = at(minutes, first.memory, { ...queue(900), replicas: 4 });
    const after = at(4 * minutes, other.memory, { ...queue(900), replicas: 4 });
    assert.ok(after.decision.recommendation && after.decision.recommendation.episode !== id);
    assert.equal(after.decision.recommendation.from, 4);
  });

  it('does not look twice at different counts or directions', () => {
    const calm: Scenario = { base: low, replicas: 10 };
    const first = at(0, undefined, calm);
    const changed = at(15_000, first.memory, { ...calm, replicas: 9 });
    assert.equal(changed.memory.candidate?.seen, 1);
    const up = at(15_000, first.memory, { ...queue(600), replicas: 10 });
    assert.deepEqual([up.memory.candidate?.direction, up.memory.candidate?.seen], ['up', 1]);
  });

  it('survives being written down', () => {
    let memory: DecisionMemory | undefined;
    const looks = [
      queue(263),
      queue(300),
      { ...queue(250), replicas: 6 },
      { base: low, replicas: 6, snoozedUntil: now + 1e9 },
    ];
    for (const [index, scenario] of looks.entries()) {
      memory = at(index * 4 * minutes, memory, scenario).memory;
      assert.deepEqual(JSON.parse(JSON.stringify(memory)), memory);
    }
  });

  it('is left as it was: the same question has the same answer', () => {
    const input = inputOf('pdf-worker', queue(263));
    const before = JSON.stringify(input.memory);
    assert.deepEqual(decide(input), decide(input));
    assert.equal(JSON.stringify(input.memory), before);
  });

  it('P2: goes on with its waiting times on a clock that began anew', () => {
    const first = at(0, undefined, { ...queue(1400) });
    const grown = at(1000, first.memory, { ...queue(1400), replicas: 10 });
    const restarted = (tau: number): ReturnType<typeof decide> =>
      decide(inputOf('pdf-worker', { ...queue(1400), replicas: 10, tauMs: tau, now, memory: grown.memory }));
    assert.equal(restarted(0).decision.refusals[0]?.refusal, 'cooldown');
    assert.equal(restarted(0).decision.refusals[0]?.until, now + 3 * minutes);
    const later = { ...queue(1400), replicas: 10, now: now + 3 * minutes, tauMs: 3 * minutes };
    assert.equal(
      decide(inputOf('pdf-worker', { ...later, memory: restarted(0).memory })).decision.recommendation?.target,
      20,
    );
  });

  it('moves every time of it, and no other number, by as much as the clock', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (shift) => {
        const time = 2e9;
        const times: DecisionMemory = {
          ...newDecisionMemory(3, time),
          troubleSinceTauMs: time,
          lastUpTauMs: time,
          lastDownTauMs: time,
          answers: [{ tauMs: time, replicas: 5 }],
          trial: { metric: 'm', serviceId: 's', value: 7, enough: 9, tauMs: time },
          blocks: [{ metric: 'm', serviceId: 's', untilTauMs: time }],
          candidate: { direction: 'up', from: 3, seen: 1, lookTauMs: time },
          episode: { id: 'e', direction: 'up', from: 3, seenTauMs: time },
        };
        const expected = JSON.stringify(times).replaceAll(String(time), String(time - shift));
        assert.deepEqual(onClock(times, time - shift), JSON.parse(expected));
        assert.equal(onClock(times, time + shift), times);
      }),
    );
  });
});
