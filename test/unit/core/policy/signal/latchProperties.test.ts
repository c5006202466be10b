import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Bound, Rule } from '../../../../../src/core/runbook/rule.js';
import { compareLevels } from '../../../../../src/core/policy/level.js';
import { latchedLevel } from '../../../../../src/core/policy/signal/signalState.js';
import { takeSample } from '../../../../../src/core/policy/signal/takeSample.js';
import { isForgotten, over } from './support/facts.js';
import { Oracle } from './support/oracle.js';
import { lastState, latchesOf, plainTuning, replay } from './support/replay.js';
import { anyRule, heldRule, minuteMs, secondMs } from './support/rules.js';
import { anyTimeline, arrival, goodTimeline } from './support/timelines.js';

const numRuns = 250;

describe('signal properties: latches', () => {
  it('P3, P5: a latch turns on or off only where an independent count of the evidence says so', () => {
    fc.assert(
      fc.property(anyRule, anyTimeline, (rule, timeline) => {
        const oracle = new Oracle(rule);
        for (const { arrival: given, before, after } of replay(rule, timeline)) {
          oracle.take(given);
          if (!before.critical && after.critical) assert.ok(oracle.enters(rule.critical));
          if (!before.warning && after.warning) assert.ok(oracle.enters(rule.warning) || oracle.enters(rule.critical));
          if (isForgotten(before, given.tauMs)) continue;
          if (before.critical && !after.critical) assert.ok(oracle.clears(rule.critical));
          if (before.warning && !after.warning) assert.ok(oracle.clears(rule.warning));
        }
      }),
      { numRuns },
    );
  });

  it('P3: nothing turns on before its hold has passed since the first sample over its bound', () => {
    fc.assert(
      fc.property(heldRule, anyTimeline, (rule, timeline) => {
        const steps = replay(rule, timeline);
        for (const [bound, latch] of [[rule.critical, 'critical'] as const, [rule.warning, 'warning'] as const]) {
          const others = latch === 'warning' ? [rule.critical] : [];
          const holds = [bound, ...others].flatMap((one) => (one ? [one.holdMs] : []));
          const first = timeline.find(({ value }) => [bound, ...others].some((one) => one && over(one, value)));
          const on = steps.find(({ after }) => after[latch]);
          if (bound && on) assert.ok(on.arrival.tauMs - (first?.tauMs ?? Infinity) >= Math.min(...holds));
        }
      }),
      { numRuns },
    );
  });

  it('agrees with the independent count at every arrival: latches and what is sparse', () => {
    fc.assert(
      fc.property(anyRule, anyTimeline, (rule, timeline) => {
        const oracle = new Oracle(rule);
        for (const { arrival: given, after, shown } of replay(rule, timeline)) {
          oracle.take(given);
          assert.deepEqual(latchesOf(after), [oracle.known, oracle.warning, oracle.critical]);
          assert.equal(latchedLevel(after), oracle.level());
          if (shown.evidence === 'ok' || shown.evidence === 'sparse') {
            assert.equal(shown.evidence, oracle.sparse() ? 'sparse' : 'ok');
          }
        }
      }),
      { numRuns: 2 * numRuns },
    );
  });

  it('P6: critical is never without warning', () => {
    fc.assert(
      fc.property(anyRule, anyTimeline, (rule, timeline) =>
        replay(rule, timeline).every(({ after }) => after.warning || !after.critical),
      ),
      { numRuns },
    );
  });

  it('P7: on after off takes most of the hold, off after on the whole of the clear window', () => {
    const slowToClear = anyRule.map((rule): Rule => {
      const holdMs = Math.max(rule.warning?.holdMs ?? 0, rule.critical?.holdMs ?? 0);
      const least = 0.1 * holdMs + cellOver;
      const slow = (bound: Bound | undefined): Bound | undefined =>
        bound && { ...bound, clearMs: Math.max(bound.clearMs, least) };
      return { ...rule, warning: slow(rule.warning), critical: slow(rule.critical) };
    });
    fc.assert(
      fc.property(slowToClear, goodTimeline, (rule, timeline) => {
        for (const latch of ['warning', 'critical'] as const) {
          let changedAt: number | undefined;
          for (const { arrival: given, before, after } of replay(rule, timeline)) {
            if (isForgotten(before, given.tauMs)) changedAt = undefined;
            if (before[latch] === after[latch] || isForgotten(before, given.tauMs)) continue;
            if (changedAt !== undefined) assert.ok(given.tauMs - changedAt >= leastBetween(rule, latch, after[latch]));
            changedAt = given.tauMs;
          }
        }
      }),
      { numRuns },
    );
  });

  it('P8: raising samples never lowers the level at any time', () => {
    const raises = fc.array(fc.integer({ min: -10, max: 25 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(anyRule, anyTimeline, raises, (rule, timeline, by) => {
        const raised = timeline.map((one, index) =>
          one.value === undefined ? one : { ...one, value: one.value + Math.max(0, by[index % by.length] ?? 0) },
        );
        const low = replay(rule, timeline, plainTuning);
        replay(rule, raised, plainTuning).forEach(({ after, shown }, index) => {
          const other = low[index];
          assert.ok(other);
          assert.ok(compareLevels(latchedLevel(after), latchedLevel(other.after)) >= 0);
          assert.ok(compareLevels(shown.level, other.shown.level) >= 0);
        });
      }),
      { numRuns: 2 * numRuns },
    );
  });

  it('P11: losing samples over the bound never makes an alarm earlier', () => {
    fc.assert(
      fc.property(
        anyRule,
        goodTimeline,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
        (rule, timeline, lost) => {
          // Those over the highest bound: a lost one below it could have been a dip.
          const highest = rule.critical ?? rule.warning;
          const thinned = timeline.filter(
            ({ value }, index) => !(highest && over(highest, value) && lost[index % lost.length] === true),
          );
          for (const latch of ['warning', 'critical'] as const) {
            const [full, thin] = [timeline, thinned].map(
              (given) => replay(rule, given).find(({ after }) => after[latch])?.arrival.tauMs ?? Infinity,
            );
            assert.ok((thin ?? 0) >= (full ?? Infinity));
          }
        },
      ),
      { numRuns },
    );
  });

  it('P12: after a gap of the hold one sample turns nothing on', () => {
    fc.assert(
      fc.property(
        heldRule,
        goodTimeline,
        fc.integer({ min: 38 * secondMs, max: 29 * minuteMs }),
        (rule, timeline, gapMs) => {
          const before = lastState(replay(rule, timeline));
          const tauMs = (before.newest?.tauMs ?? 0) + gapMs;
          const after = takeSample(before, rule, arrival(tauMs, 100), 15 * secondMs);
          if (gapMs >= (rule.critical?.holdMs ?? Infinity) || !rule.critical)
            assert.equal(after.critical, before.critical);
          if (gapMs >= Math.min(rule.warning?.holdMs ?? Infinity, rule.critical?.holdMs ?? Infinity)) {
            assert.equal(after.warning, before.warning);
          }
        },
      ),
      { numRuns },
    );
  });

  it('P15: a constant breach latches at the first sample that is a hold after its first', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 37_500 }), { minLength: 60, maxLength: 100 });
    fc.assert(
      fc.property(heldRule, fc.nat(20), steps, (rule, calm, jitterMs) => {
        const before = Array.from({ length: calm }, (_, index) => arrival((index - calm) * 15 * secondMs, 20));
        let tauMs = 0;
        const breach = jitterMs.map((byMs) => arrival((tauMs += byMs), 100));
        const replayed = replay(rule, [...before, ...breach]);
        const first = breach[0]?.tauMs ?? 0;
        const due = (holdMs: number): number | undefined => breach.find((one) => one.tauMs - first >= holdMs)?.tauMs;
        const on = (latch: 'warning' | 'critical'): number | undefined =>
          replayed.find(({ after }) => after[latch])?.arrival.tauMs;
        const holds = [rule.warning, rule.critical].flatMap((bound) => (bound ? [bound.holdMs] : []));
        assert.equal(on('critical'), rule.critical && due(rule.critical.holdMs));
        assert.equal(on('warning'), due(Math.min(...holds)));
      }),
      { numRuns },
    );
  });

  it('P16: a value between the clear bound and the bound moves that latch neither way', () => {
    fc.assert(
      fc.property(
        anyRule,
        goodTimeline,
        fc.constantFrom('warning' as const, 'critical' as const),
        fc.nat(),
        fc.integer({ min: 1, max: 1_800 }),
        (rule, timeline, latch, pick, afterS) => {
          const bound = rule[latch];
          const room = bound ? bound.value - bound.clearBelow + (bound.inclusive ? 0 : 1) : 0;
          fc.pre(bound !== undefined && room > 0);
          const before = lastState(replay(rule, timeline));
          const tauMs = (before.newest?.tauMs ?? 0) + afterS * secondMs - 1;
          const after = takeSample(before, rule, arrival(tauMs, bound.clearBelow + (pick % room)), 15 * secondMs);
          assert.equal(after[latch], before[latch]);
        },
      ),
      { numRuns },
    );
  });

  it('flapping only delays: with it no level is ever lower than without', () => {
    fc.assert(
      fc.property(anyRule, anyTimeline, (rule, timeline) => {
        const plain = replay(rule, timeline, plainTuning);
        return replay(rule, timeline).every(
          ({ after }, index) => compareLevels(latchedLevel(after), latchedLevel(plain[index]?.after ?? after)) >= 0,
        );
      }),
      { numRuns },
    );
  });
});

const cellOver = 5 * secondMs;

/** The least time since the latch's last change. A warning may be set by the critical bound's hold. */
function leastBetween(rule: Rule, latch: 'warning' | 'critical', isOn: boolean): number {
  if (!isOn) return rule[latch]?.clearMs ?? rule.critical?.clearMs ?? Infinity;
  const bounds = latch === 'critical' ? [rule.critical] : [rule.warning, rule.critical];
  return 0.9 * Math.min(...bounds.flatMap((bound) => (bound ? [bound.holdMs] : [])));
}
