import assert from 'node:assert/strict';
import type { Rule } from '../../../../../src/core/runbook/rule.js';
import { describeSignal } from '../../../../../src/core/policy/signal/describeSignal.js';
import { emptySignalState, type SignalState } from '../../../../../src/core/policy/signal/signalState.js';
import { takeSample } from '../../../../../src/core/policy/signal/takeSample.js';
import { bound, cpuRule, minuteMs, rule, secondMs } from './support/rules.js';

const stepMs = 15 * secondMs;

/** Takes a value every 15 s up to and with a time. */
function hold(given: Rule, state: SignalState, value: number, untilMs: number): SignalState {
  let next = state;
  for (let tauMs = (state.newest?.tauMs ?? -stepMs) + stepMs; tauMs <= untilMs; tauMs += stepMs) {
    next = takeSample(next, given, { tauMs, value, sourceAt: undefined }, stepMs);
  }
  return next;
}

/** In warning and back twice: over at 0 and 10 minutes, below from `clearMs` before 5 and 15 minutes on. */
function flapped(given: Rule): SignalState {
  const clearMs = given.warning?.clearMs ?? 0;
  return [0, 10, 20].reduce((state, minute) => {
    if (minute === 20) return state;
    const high = hold(given, state, 70, (minute + 5) * minuteMs - clearMs - stepMs);
    return hold(given, high, 50, (minute + 10) * minuteMs - stepMs);
  }, emptySignalState);
}

/** How long a level lasts after the last value over its bound, at 20 minutes. */
function clearsAfter(given: Rule, before: SignalState, overAtMs: number): number {
  let state = hold(given, before, 50, overAtMs - stepMs);
  state = takeSample(state, given, { tauMs: overAtMs, value: 70, sourceAt: undefined }, stepMs);
  assert.equal(state.warning, true);
  for (let tauMs = overAtMs + stepMs; ; tauMs += stepMs) {
    state = takeSample(state, given, { tauMs, value: 50, sourceAt: undefined }, stepMs);
    if (!state.warning) return tauMs - overAtMs - stepMs;
    assert.ok(tauMs < overAtMs + 120 * minuteMs);
  }
}

const quick = (clearMs: number): Rule => rule(bound(60, 0, 57, clearMs), undefined);

describe('signal flapping', () => {
  it('four changes within an hour are flapping: clearing takes twice as long', () => {
    const given = quick(minuteMs);
    const state = flapped(given);
    assert.equal(state.changes.length, 4);
    assert.equal(describeSignal(state, given, 20 * minuteMs, stepMs).flapping, true);
    assert.equal(clearsAfter(given, state, 20 * minuteMs), 2 * minuteMs);
    assert.equal(clearsAfter(given, emptySignalState, 20 * minuteMs), minuteMs);
  });

  it('three are not, and neither are four over more than an hour', () => {
    const given = quick(minuteMs);
    const state = hold(given, flapped(given), 50, 59 * minuteMs + 45 * secondMs);
    assert.equal(describeSignal(state, given, 60 * minuteMs - 1, stepMs).flapping, true);
    assert.equal(describeSignal(state, given, 60 * minuteMs, stepMs).flapping, false);
    assert.equal(clearsAfter(given, state, 80 * minuteMs), minuteMs);
    const three = { ...state, changes: state.changes.slice(1) };
    assert.equal(describeSignal(three, given, 20 * minuteMs, stepMs).flapping, false);
  });

  it('clears after half an hour at most, or after the clear window where that is longer', () => {
    for (const [minutes, longest] of [
      [14, 28],
      [20, 30],
      [40, 40],
    ] as const) {
      const given = quick(minutes * minuteMs);
      const changed = { ...hold(given, emptySignalState, 50, 0), changes: [-4, -3, -2, -1] };
      assert.equal(clearsAfter(given, changed, minuteMs), longest * minuteMs, `${minutes}`);
    }
  });

  it('still asks the short window while flapping, and looks back over all of the long one', () => {
    const given = quick(5 * minuteMs);
    const clearedAfter = (bandAtMs: number): number => {
      let state: SignalState = { ...emptySignalState, changes: [-4, -3, -2, -1] };
      for (let tauMs = 0; ; tauMs += stepMs) {
        const value = tauMs === 0 ? 70 : tauMs === bandAtMs ? 58 : 50;
        state = takeSample(state, given, { tauMs, value, sourceAt: undefined }, stepMs);
        if (!state.warning) return tauMs - stepMs;
        assert.ok(tauMs < 60 * minuteMs);
      }
    };
    assert.equal(clearedAfter(2 * minuteMs), 10 * minuteMs);
    // Between its bounds at the very start of the short window.
    assert.equal(clearedAfter(5 * minuteMs + stepMs), 10 * minuteMs + stepMs);
  });

  it('keeps no more of the past than it takes to tell', () => {
    const given = quick(minuteMs);
    const high = { tauMs: 25 * minuteMs, value: 70, sourceAt: undefined };
    assert.equal(takeSample(hold(given, flapped(given), 50, 20 * minuteMs), given, high, stepMs).changes.length, 4);
  });

  it('counts the alarms, not the end of the unknown at the start', () => {
    assert.deepEqual(hold(cpuRule, emptySignalState, 50, 20 * minuteMs).changes, []);
  });
});

describe('signal state size', () => {
  const everySecond = (given: Rule, seconds: number, valueAt: (second: number) => number): SignalState => {
    let state = emptySignalState;
    for (let second = 0; second <= seconds; second++) {
      state = takeSample(
        state,
        given,
        { tauMs: second * secondMs, value: valueAt(second), sourceAt: undefined },
        stepMs,
      );
    }
    return state;
  };

  it('stays one span while values stay between the same bounds, for hours of a sample a second', () => {
    const state = everySecond(cpuRule, 3 * 3_600, (second) => 66 + (second % 4));
    assert.equal(state.spans.length, 1);
    assert.ok(JSON.stringify(state).length < 400);
  });

  it('stays bounded when every sample crosses a bound, and keeps what the longest window needs', () => {
    const zigzag = everySecond(cpuRule, 2 * 3_600, (second) => (second % 2 ? 50 : 90));
    assert.ok(zigzag.spans.length <= 605 && zigzag.spans.length >= 600, `${zigzag.spans.length}`);
    const long = rule(undefined, bound(80, 30 * minuteMs, 75, minuteMs));
    assert.equal(everySecond(long, 3_600, (second) => (second % 2 ? 50 : 90)).spans.length, 1_000);
  });

  it('finds a breach with short dips at a sample a second as at any other', () => {
    const dips = (second: number): number => (second % 12 === 6 ? 60 : 75);
    assert.equal(everySecond(cpuRule, 599, dips).warning, false);
    assert.equal(everySecond(cpuRule, 600, dips).warning, true);
    const hour = rule(undefined, bound(80, 60 * minuteMs, 75, minuteMs));
    const dipsOfHour = (second: number): number => (second % 12 === 6 ? 60 : 85);
    assert.equal(everySecond(hour, 3_599, dipsOfHour).critical, false);
    assert.equal(everySecond(hour, 3_600, dipsOfHour).critical, true);
  });
});
