import assert from 'node:assert/strict';
import type { Rule } from '../../../../../src/core/runbook/rule.js';
import { describeSignal } from '../../../../../src/core/policy/signal/describeSignal.js';
import {
  emptySignalState,
  forgetWhenChanged,
  type SignalState,
} from '../../../../../src/core/policy/signal/signalState.js';
import { takeSample, tick } from '../../../../../src/core/policy/signal/takeSample.js';
import { bound, cpuRule, minuteMs, quickRule, rule, secondMs } from './support/rules.js';

const intervalMs = 15 * secondMs;

/** Takes values 15 s apart from the last one on, or from 0; undefined is a missing one. */
function feed(
  given: Rule,
  state: SignalState,
  values: readonly (number | undefined)[],
  stepMs = intervalMs,
): SignalState {
  let tauMs = state.newest?.tauMs ?? -stepMs;
  return values.reduce((before, value) => {
    tauMs += stepMs;
    return takeSample(before, given, { tauMs, value, sourceAt: undefined }, stepMs);
  }, state);
}

const times = (count: number, value: number | undefined): readonly (number | undefined)[] =>
  Array.from({ length: count }, () => value);

/** As shown at its newest sample. */
const shown = (given: Rule, state: SignalState): ReturnType<typeof describeSignal> =>
  describeSignal(state, given, state.newest?.tauMs ?? 0, intervalMs);

describe('signal', () => {
  it('knows nothing before the first sample', () => {
    assert.deepEqual(describeSignal(emptySignalState, cpuRule, 0, intervalMs), {
      level: 'unknown',
      evidence: 'nodata',
      phase: 'steady',
      sinceTauMs: undefined,
      lastValue: undefined,
      lastTauMs: undefined,
      flapping: false,
    });
  });

  const first: readonly (readonly [number, string])[] = [
    [59.9, 'normal'],
    [60, 'normal'],
    [60.1, 'warning'],
    [80, 'warning'],
    [80.1, 'critical'],
  ];
  for (const [value, level] of first) {
    it(`a rule without a hold is ${level} from its first sample of ${value} on`, () => {
      assert.equal(shown(quickRule, feed(quickRule, emptySignalState, [value])).level, level);
    });
  }

  it('counts the bound itself only where the bound includes it', () => {
    const inclusive = rule(
      { ...bound(60, 0, 57, minuteMs), inclusive: true },
      { ...bound(80, minuteMs, 76, minuteMs), inclusive: true },
    );
    assert.equal(shown(inclusive, feed(inclusive, emptySignalState, [59.9])).level, 'unknown');
    assert.equal(shown(inclusive, feed(inclusive, emptySignalState, [60])).level, 'warning');
    assert.equal(shown(inclusive, feed(inclusive, emptySignalState, times(5, 80))).level, 'critical');
  });

  it('clears a rule without a hold after a minute below its clear bound, and by nothing in between', () => {
    const warned = feed(quickRule, emptySignalState, [61]);
    for (const value of [60, 57]) {
      assert.equal(shown(quickRule, feed(quickRule, warned, times(40, value))).level, 'warning', `${value}`);
    }
    assert.equal(shown(quickRule, feed(quickRule, warned, times(4, 56.9))).level, 'warning');
    assert.equal(shown(quickRule, feed(quickRule, warned, times(5, 56.9))).level, 'normal');
    const spiked = feed(quickRule, warned, [56, 56, 56, 61, 56, 56, 56, 56]);
    assert.equal(shown(quickRule, spiked).level, 'warning');
    assert.equal(shown(quickRule, feed(quickRule, spiked, [56])).level, 'normal');
  });

  it('starts the clear window anew after a spike that is too short for the share to notice', () => {
    // A dip of one sample in 20 leaves 95 % of the window below the clear bound.
    const alarmed = feed(cpuRule, emptySignalState, times(60, 85));
    const spiked = feed(cpuRule, alarmed, [...times(10, 50), 81, ...times(12, 50)]);
    assert.equal(shown(cpuRule, spiked).level, 'critical');
    assert.equal(shown(cpuRule, feed(cpuRule, spiked, times(8, 50))).level, 'critical');
    assert.equal(shown(cpuRule, feed(cpuRule, spiked, times(9, 50))).level, 'normal');
  });

  it('needs two minutes of evidence to call a rule with a hold normal, and counts no sparse evidence', () => {
    const oneMinute = rule(undefined, bound(80, minuteMs, 75, minuteMs));
    assert.equal(shown(oneMinute, feed(oneMinute, emptySignalState, times(8, 50))).level, 'unknown');
    assert.equal(shown(oneMinute, feed(oneMinute, emptySignalState, times(9, 50))).level, 'normal');
    assert.equal(shown(cpuRule, feed(cpuRule, emptySignalState, times(10, 50))).level, 'unknown');
    assert.equal(shown(cpuRule, feed(cpuRule, emptySignalState, times(11, 50))).level, 'normal');
  });

  it('has no warning where the rule has only a critical bound, and no critical where it has only a warning', () => {
    const onlyCritical = rule(undefined, bound(80, 0, 75, minuteMs));
    const high = feed(onlyCritical, emptySignalState, [81]);
    assert.equal(shown(onlyCritical, high).level, 'critical');
    assert.equal(shown(onlyCritical, feed(onlyCritical, high, times(5, 70))).level, 'normal');
    const onlyWarning = rule(bound(60, 0, 57, minuteMs), undefined);
    assert.equal(shown(onlyWarning, feed(onlyWarning, emptySignalState, [1e6])).level, 'warning');
  });

  const phases: readonly (readonly [string, readonly (number | undefined)[], string])[] = [
    ['steady', times(20, 50), 'steady'],
    ['on the way to a warning', [...times(20, 50), 75], 'pending-warning'],
    ['on the way to critical', [...times(20, 50), 85], 'pending-critical'],
    ['in warning and on the way to critical', [...times(41, 75), 85], 'pending-critical'],
    ['in warning, between its bounds', [...times(41, 75), 68], 'steady'],
    ['in warning and on the way back', [...times(41, 75), 60], 'recovering'],
    ['critical and staying', times(21, 85), 'steady'],
    ['critical and on the way back', [...times(21, 85), 72], 'recovering'],
  ];
  for (const [what, values, phase] of phases) {
    it(`says ${phase} when ${what}`, () => {
      const state = feed(cpuRule, emptySignalState, values);
      assert.equal(shown(cpuRule, state).phase, phase);
      assert.equal(describeSignal(state, cpuRule, (state.newest?.tauMs ?? 0) + minuteMs, intervalMs).phase, 'steady');
    });
  }

  const ages: readonly (readonly [number, number, string])[] = [
    [15, 45, 'ok'],
    [15, 45.001, 'stale'],
    [5, 45, 'ok'],
    [5, 46, 'stale'],
    [60, 180, 'ok'],
    [60, 181, 'stale'],
    [15, 300, 'stale'],
    [15, 300.001, 'nodata'],
    [200, 600, 'ok'],
    [200, 601, 'nodata'],
  ];
  for (const [intervalS, ageS, evidence] of ages) {
    it(`at an interval of ${intervalS} s a sample ${ageS} s old is ${evidence}`, () => {
      const state = feed(quickRule, emptySignalState, [50]);
      assert.equal(describeSignal(state, quickRule, ageS * secondMs, intervalS * secondMs).evidence, evidence);
    });
  }

  it('tells since when it has its level', () => {
    const warned = feed(cpuRule, emptySignalState, [...times(20, 50), ...times(80, 75)]);
    assert.equal(shown(cpuRule, warned).sinceTauMs, (20 * 15 + 600) * secondMs);
    const later = (warned.newest?.tauMs ?? 0) + 6 * minuteMs;
    const lost = describeSignal(warned, cpuRule, later, intervalMs);
    assert.deepEqual([lost.level, lost.sinceTauMs], ['unknown', later - minuteMs]);
    const sparse = takeSample(warned, cpuRule, { tauMs: later, value: 50, sourceAt: undefined }, intervalMs);
    assert.deepEqual([shown(cpuRule, sparse).level, shown(cpuRule, sparse).evidence], ['warning', 'sparse']);
  });

  it('does not turn from unknown to normal because samples end', () => {
    const normal = feed(cpuRule, emptySignalState, times(40, 50));
    const gap = (normal.newest?.tauMs ?? 0) + 4 * minuteMs;
    const sparse = takeSample(normal, cpuRule, { tauMs: gap, value: 50, sourceAt: undefined }, intervalMs);
    assert.equal(describeSignal(sparse, cpuRule, gap, intervalMs).level, 'unknown');
    assert.deepEqual(
      [1, 2]
        .map((minutes) => describeSignal(sparse, cpuRule, gap + minutes * minuteMs, intervalMs))
        .map(({ level, evidence }) => [level, evidence]),
      [
        ['unknown', 'stale'],
        ['unknown', 'stale'],
      ],
    );
  });

  it('bridges up to two and a half intervals, and never less than 37.5 s', () => {
    const hold = rule(undefined, bound(80, minuteMs, 75, minuteMs));
    const reaches = (stepS: number, intervalS: number): boolean => {
      let state = emptySignalState;
      for (let tauMs = 0; tauMs <= 10 * minuteMs; tauMs += stepS * secondMs) {
        state = takeSample(state, hold, { tauMs, value: 90, sourceAt: undefined }, intervalS * secondMs);
      }
      return state.critical;
    };
    const steps = [
      [37.5, 15],
      [37.6, 15],
      [37.5, 5],
      [37.6, 5],
      [75, 30],
      [75.1, 30],
    ] as const;
    assert.deepEqual(
      steps.map(([stepS, intervalS]) => reaches(stepS, intervalS)),
      [true, false, true, false, true, false],
    );
  });

  it('begins no window in a gap, even where the rest of it would be enough', () => {
    const warnedAt = (gapMs: number): number => {
      let state = takeSample(emptySignalState, cpuRule, { tauMs: 0, value: 75, sourceAt: undefined }, intervalMs);
      for (let tauMs = gapMs; ; tauMs += intervalMs) {
        state = takeSample(state, cpuRule, { tauMs, value: 75, sourceAt: undefined }, intervalMs);
        if (state.warning) return tauMs;
        assert.ok(tauMs < 60 * minuteMs);
      }
    };
    assert.equal(warnedAt(30 * secondMs), 10 * minuteMs);
    assert.equal(warnedAt(minuteMs), 11 * minuteMs);
  });

  it('takes the same point of a source once, so that a source that stands still goes stale', () => {
    let state = feed(quickRule, emptySignalState, []);
    for (let index = 0; index < 20; index++) {
      state = takeSample(
        state,
        quickRule,
        { tauMs: index * intervalMs, value: 50 + index, sourceAt: 1_000 },
        intervalMs,
      );
    }
    const late = describeSignal(state, quickRule, 19 * intervalMs, intervalMs);
    assert.deepEqual([late.evidence, late.lastValue, late.lastTauMs], ['stale', 50, 0]);
    const next = takeSample(state, quickRule, { tauMs: 20 * intervalMs, value: 90, sourceAt: 2_000 }, intervalMs);
    assert.equal(shown(quickRule, next).level, 'critical');
  });

  it('forgets after half an hour of silence, by time alone as by the next sample, and by no less', () => {
    const alarmed = feed(quickRule, emptySignalState, [90]);
    assert.equal(tick(alarmed, 30 * minuteMs - 1), alarmed);
    const forgotten = tick(alarmed, 30 * minuteMs);
    assert.deepEqual([forgotten.warning, forgotten.critical, forgotten.known], [false, false, false]);
    const back = (tauMs: number): boolean =>
      takeSample(alarmed, quickRule, { tauMs, value: 78, sourceAt: undefined }, intervalMs).critical;
    assert.deepEqual([back(30 * minuteMs - 1), back(30 * minuteMs)], [true, false]);
  });

  it('keeps alarms when a rule is read again the same, and drops them when it measures otherwise', () => {
    const state = feed(quickRule, emptySignalState, [90]);
    const same = { ...quickRule, title: 'CPU', action: 'investigate-and-scale', required: false } as const;
    assert.equal(forgetWhenChanged(state, quickRule, same), state);
    const warning = quickRule.warning;
    assert.ok(warning);
    const others: readonly Rule[] = [
      { ...quickRule, metric: 'cpuPeak' },
      { ...quickRule, id: 'other' },
      { ...quickRule, warning: undefined },
      { ...quickRule, critical: warning },
      { ...quickRule, warning: { ...warning, value: 61 } },
      { ...quickRule, warning: { ...warning, inclusive: true } },
      { ...quickRule, warning: { ...warning, holdMs: 1 } },
      { ...quickRule, warning: { ...warning, clearBelow: 50 } },
      { ...quickRule, warning: { ...warning, clearMs: 1 } },
    ];
    for (const other of others) assert.equal(forgetWhenChanged(state, quickRule, other), emptySignalState);
    assert.equal(forgetWhenChanged(state, undefined, quickRule), emptySignalState);
  });
});
