import assert from 'node:assert/strict';
import { describeSignal } from '../../../../../src/core/policy/signal/describeSignal.js';
import { emptySignalState } from '../../../../../src/core/policy/signal/signalState.js';
import { takeSample, tick } from '../../../../../src/core/policy/signal/takeSample.js';
import { signalTuning, type SignalTuning } from '../../../../../src/core/policy/signal/tuning.js';
import { cpuRule, minuteMs, secondMs } from './support/rules.js';

const stepMs = 30 * secondMs;

/** A value, a failed reading, or `lost` where not even that arrived. */
type Slot = number | undefined | 'lost';

interface Vector {
  readonly name: string;
  /** What arrives at a time; times in minutes, every half minute. */
  readonly at: (minute: number) => Slot;
  readonly untilMinute: number;
  /** Every change of what is shown, evidence after a slash where it is not good. */
  readonly expected: readonly string[];
  readonly tuning?: SignalTuning;
}

/** 50 for the ten minutes before: half of the critical hold has to be observed before normal is said. */
const pre = ['-10:00 unknown/sparse', '-7:30 normal'];

const cycle = [undefined, Number.NaN, Infinity];

const vectors: readonly Vector[] = [
  { name: 'V1', at: () => 75, untilMinute: 60, expected: ['10:00 warning'] },
  { name: 'V1b', at: (minute) => (minute <= 9.5 ? 75 : 50), untilMinute: 60, expected: [] },
  { name: 'V2', at: () => 85, untilMinute: 60, expected: ['5:00 critical'] },
  {
    name: 'V3a',
    at: (minute) => (minute === 4 || minute === 6 ? 60 : 75),
    untilMinute: 60,
    expected: ['10:00 warning'],
  },
  {
    name: 'V3c',
    at: (minute) => (minute === 4 ? 60 : 75),
    untilMinute: 60,
    expected: ['14:30 warning'],
    tuning: { ...signalTuning, share: 1 },
  },
  {
    name: 'V4',
    at: (minute) => (minute <= 11.5 ? 75 : minute > 41.5 ? 60 : Number.isInteger(minute) ? 68 : 72),
    untilMinute: 90,
    expected: ['10:00 warning', '47:00 normal'],
  },
  {
    name: 'V5',
    at: (minute) => (minute <= 7.5 ? 85 : minute < 20 ? 72 : 60),
    untilMinute: 60,
    expected: ['5:00 critical', '13:00 warning', '25:00 normal'],
  },
  {
    name: 'V6a',
    at: (minute) => (minute <= 7.5 || minute >= 18 ? 85 : cycle[(minute * 2) % 3]),
    untilMinute: 40,
    expected: [
      '5:00 critical',
      '9:30 critical/stale',
      '13:00 unknown/nodata',
      '18:00 critical/sparse',
      '20:30 critical',
    ],
  },
  {
    name: 'V7',
    at: (minute) => (minute <= 3 || minute >= 123.5 ? 85 : 'lost'),
    untilMinute: 160,
    expected: [
      '5:00 normal/stale',
      '8:30 unknown/nodata',
      '123:30 unknown/sparse',
      '126:00 unknown',
      '128:30 critical',
    ],
  },
  {
    name: 'V8a',
    at: (minute) => (Number.isInteger(minute) ? 85 : 'lost'),
    untilMinute: 60,
    expected: ['5:00 critical'],
  },
  {
    name: 'V8b',
    at: (minute) => (minute % 1.5 === 0 ? 85 : 'lost'),
    untilMinute: 180,
    expected: ['3:00 unknown/sparse'],
  },
];

function shownChanges({ at, untilMinute, tuning = signalTuning }: Vector): readonly string[] {
  const changes: string[] = [];
  let state = emptySignalState;
  let shown = '';
  for (let tauMs = -10 * minuteMs; tauMs <= untilMinute * minuteMs; tauMs += stepMs) {
    const slot = tauMs < 0 ? 50 : at(tauMs / minuteMs);
    state =
      slot === 'lost'
        ? tick(state, tauMs, tuning)
        : takeSample(state, cpuRule, { tauMs, value: slot, sourceAt: undefined }, stepMs, tuning);
    const { level, evidence } = describeSignal(state, cpuRule, tauMs, stepMs, tuning);
    const next = evidence === 'ok' ? level : `${level}/${evidence}`;
    if (next !== shown) changes.push(`${clock(tauMs)} ${next}`);
    shown = next;
  }
  return changes;
}

function clock(tauMs: number): string {
  const seconds = Math.abs(tauMs) / secondMs;
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return tauMs < 0 ? `-${text}` : text;
}

describe('signal vectors', () => {
  for (const vector of vectors) {
    it(`${vector.name}: ${vector.expected.join(', ') || 'stays normal'}`, () => {
      assert.deepEqual(shownChanges(vector), [...pre, ...vector.expected]);
    });
  }

  it('V2 sets the warning latch too', () => {
    let state = emptySignalState;
    for (let tauMs = -10 * minuteMs; tauMs <= 5 * minuteMs; tauMs += stepMs) {
      state = takeSample(state, cpuRule, { tauMs, value: tauMs < 0 ? 50 : 85, sourceAt: undefined }, stepMs);
    }
    assert.deepEqual([state.warning, state.critical], [true, true]);
  });
});
