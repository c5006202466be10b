import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareLevels } from '../../../../../src/core/policy/level.js';
import { describeSignal } from '../../../../../src/core/policy/signal/describeSignal.js';
import { latchedLevel, type SignalState } from '../../../../../src/core/policy/signal/signalState.js';
import { takeSample, tick } from '../../../../../src/core/policy/signal/takeSample.js';
import { isForgotten } from './support/facts.js';
import { lastState, latchesOf, replay } from './support/replay.js';
import { anyRule, heldRule, minuteMs, secondMs } from './support/rules.js';
import { anyTimeline, arrival, goodTimeline, type Arrival } from './support/timelines.js';

const numRuns = 250;

const shifted = (timeline: readonly Arrival[], byMs: number): readonly Arrival[] =>
  timeline.map((one) => ({ ...one, tauMs: one.tauMs + byMs }));

const asSaved = (state: SignalState): SignalState => JSON.parse(JSON.stringify(state)) as SignalState;

/** The same state with every time moved. */
function shiftedState(state: SignalState, byMs: number): SignalState {
  return {
    ...state,
    spans: state.spans.map((span) => ({
      ...span,
      fromTauMs: span.fromTauMs + byMs,
      lastTauMs: span.lastTauMs + byMs,
    })),
    newest: state.newest && { ...state.newest, tauMs: state.newest.tauMs + byMs },
    sinceTauMs: state.sinceTauMs === undefined ? undefined : state.sinceTauMs + byMs,
    changes: state.changes.map((tauMs) => tauMs + byMs),
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

describe('signal properties: evidence', () => {
  it('P1: the same arrivals give the same states, whatever was saved as JSON in between, and change nothing given', () => {
    fc.assert(
      fc.property(anyRule, anyTimeline, fc.nat(), (rule, timeline, cut) => {
        deepFreeze([rule, timeline]);
        const whole = lastState(replay(rule, timeline));
        const at = cut % (timeline.length + 1);
        const saved = asSaved(lastState(replay(rule, timeline.slice(0, at))));
        const resumed = lastState(replay(rule, timeline.slice(at), undefined, deepFreeze(saved)));
        if (at < timeline.length) assert.deepEqual(asSaved(resumed), asSaved(whole));
        assert.deepEqual(lastState(replay(rule, timeline)), whole);
      }),
      { numRuns },
    );
  });

  it('P2: moving all times by a constant moves the states by it', () => {
    fc.assert(
      fc.property(anyRule, goodTimeline, fc.integer({ min: -1e12, max: 1e12 }), (rule, timeline, byMs) => {
        const moved = lastState(replay(rule, shifted(timeline, byMs)));
        assert.deepEqual(moved, shiftedState(lastState(replay(rule, timeline)), byMs));
      }),
      { numRuns },
    );
  });

  it('P9: missing, repeated and late samples change nothing that time alone does not', () => {
    const value = fc.constantFrom(0, 50, 90, 1e9);
    const missing = fc.constantFrom(undefined, Number.NaN, Infinity, -Infinity);
    const lateMs = fc.nat(90 * secondMs);
    fc.assert(
      fc.property(
        anyRule,
        anyTimeline,
        missing,
        value,
        lateMs,
        fc.nat(40 * minuteMs),
        (rule, timeline, none, any, late, later) => {
          const state = lastState(
            replay(
              rule,
              timeline.map((one, index) => ({ ...one, sourceAt: one.sourceAt ?? -index })),
            ),
          );
          const newest = state.newest;
          if (!newest) return;
          const tauMs = newest.tauMs + later;
          const spoilt = [
            arrival(tauMs, none),
            arrival(tauMs, any, { sourceAt: newest.sourceAt }),
            arrival(newest.tauMs - late, any, { sourceAt: 1e9 }),
          ];
          for (const given of spoilt) {
            assert.deepEqual(takeSample(state, rule, given, given.intervalMs), tick(state, given.tauMs));
          }
        },
      ),
      { numRuns },
    );
  });

  it('P10: silence changes no latch until all is forgotten, and shows what was known or unknown', () => {
    const silences = fc.array(fc.nat(10 * minuteMs), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(anyRule, anyTimeline, silences, (rule, timeline, silence) => {
        let state = lastState(replay(rule, timeline));
        const { newest } = state;
        if (!newest) return;
        const latches = latchesOf(state);
        let { level } = describeSignal(state, rule, newest.tauMs, 15 * secondMs);
        let tauMs: number = newest.tauMs;
        for (const byMs of silence) {
          tauMs += byMs;
          state = tick(state, tauMs);
          const shown = describeSignal(state, rule, tauMs, 15 * secondMs);
          const ageMs: number = tauMs - newest.tauMs;
          assert.deepEqual(latchesOf(state), ageMs >= 30 * minuteMs ? [false, false, false] : latches);
          assert.ok(shown.level === level || shown.level === 'unknown');
          assert.equal(shown.evidence === 'nodata', ageMs > 5 * minuteMs);
          if (ageMs > 5 * minuteMs) assert.equal(shown.level, 'unknown');
          level = shown.level;
        }
      }),
      { numRuns },
    );
  });

  it('P13: a rule with a hold is not normal before two minutes of evidence', () => {
    const withHold = anyRule.filter(({ warning, critical }) => (warning?.holdMs ?? 0) + (critical?.holdMs ?? 0) > 0);
    fc.assert(
      fc.property(withHold, anyTimeline, (rule, timeline) => {
        let since: number | undefined;
        for (const { arrival: given, before, after, shown } of replay(rule, timeline)) {
          if (isForgotten(before, given.tauMs)) since = undefined;
          if (after.newest !== before.newest) since ??= given.tauMs;
          // A late sample is described at its own time, but what is known then came with the newest.
          const seenMs = (after.newest?.tauMs ?? 0) - (since ?? Infinity);
          if (shown.level === 'normal') assert.ok(seenMs >= 2 * minuteMs);
        }
      }),
      { numRuns },
    );
  });

  it('P14: never normal without data, on sparse data or on what was read of some replicas only', () => {
    fc.assert(
      fc.property(anyRule, anyTimeline, fc.nat(8 * minuteMs), (rule, timeline, laterMs) => {
        for (const { arrival: given, after, shown } of replay(rule, timeline)) {
          const later = describeSignal(after, rule, given.tauMs + laterMs, given.intervalMs);
          for (const { level, evidence } of [shown, later]) {
            if (level !== 'normal') continue;
            assert.ok(evidence === 'ok' || evidence === 'stale');
            assert.equal(after.newest?.complete, true);
          }
        }
      }),
      { numRuns },
    );
  });

  it('a figure of some replicas clears nothing and makes nothing normal', () => {
    fc.assert(
      fc.property(
        anyRule,
        goodTimeline,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 1_799 }),
        (rule, timeline, value, afterS) => {
          const before = lastState(replay(rule, timeline));
          const tauMs = (before.newest?.tauMs ?? 0) + afterS * secondMs;
          const after = takeSample(before, rule, arrival(tauMs, value, { complete: false }), 15 * secondMs);
          assert.ok(compareLevels(latchedLevel(after), latchedLevel(before)) >= 0);
          assert.equal(after.known, before.known);
          assert.notEqual(describeSignal(after, rule, tauMs, 15 * secondMs).level, 'normal');
        },
      ),
      { numRuns },
    );
  });

  it('the random timelines reach every level and every way between them', () => {
    const seen = new Map<string, number>();
    for (const [rule, timeline] of fc.sample(fc.tuple(heldRule, anyTimeline), { numRuns: 300, seed: 7 })) {
      for (const { arrival: given, before, after, shown } of replay(rule, timeline)) {
        const [from, to] = [latchedLevel(before), latchedLevel(after)];
        const keys = [`evidence ${shown.evidence}`, ...(shown.flapping ? ['flapping'] : [])];
        if (from !== to && !isForgotten(before, given.tauMs)) keys.push(`${from} to ${to}`);
        for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
      }
    }
    const wanted = [
      ...['unknown to normal', 'unknown to warning', 'unknown to critical', 'normal to warning', 'normal to critical'],
      ...['warning to critical', 'critical to warning', 'critical to normal', 'warning to normal'],
      ...['evidence ok', 'evidence sparse', 'evidence stale', 'flapping'],
    ];
    assert.deepEqual(
      wanted.filter((key) => (seen.get(key) ?? 0) < 10),
      [],
      JSON.stringify([...seen]),
    );
  });
});
