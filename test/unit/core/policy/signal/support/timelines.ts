import fc from 'fast-check';
import type { SignalSample } from '../../../../../../src/core/policy/signal/takeSample.js';
import { minuteMs, secondMs } from './rules.js';

/** A sample as it arrives, with the interval of sampling at that time. */
export interface Arrival extends SignalSample {
  readonly complete: boolean;
  readonly intervalMs: number;
}

/** All times are multiples of this, so that an oracle can count in cells. */
export const cellMs = 5 * secondMs;

/** Around the bounds of the random rules, so that every side of each is met. */
const values = fc.integer({ min: 50, max: 95 });

const steady = fc.oneof(values, fc.constantFrom(20, 100)).map((value) => [value]);
const pair = fc.tuple(values, values).map(([a, b]) => [a, a, a, a, b]);
const mixed = fc.array(values, { minLength: 1, maxLength: 6 });

/** Minutes of one behaviour: a few values over and over, at one pace. */
const phase = fc.record({
  cycle: fc.oneof({ weight: 3, arbitrary: steady }, { weight: 2, arbitrary: pair }, mixed),
  count: fc.integer({ min: 1, max: 45 }),
  stepMs: fc.constantFrom(5, 15, 15, 15, 30, 35).map((seconds) => seconds * secondMs),
  /** Before the phase. */
  gapMs: fc.constantFrom(
    0,
    0,
    0,
    20 * secondMs,
    40 * secondMs,
    90 * secondMs,
    4 * minuteMs,
    7 * minuteMs,
    40 * minuteMs,
  ),
});

/** Good samples in order of time, each complete, at intervals of 15 s. */
export const goodTimeline: fc.Arbitrary<readonly Arrival[]> = fc
  .array(phase, { minLength: 1, maxLength: 9 })
  .map((phases) => {
    let tauMs = 0;
    return phases.flatMap(({ cycle, count, stepMs, gapMs }) => {
      tauMs += gapMs;
      return Array.from({ length: count }, (_, index): Arrival => {
        tauMs += stepMs;
        return arrival(tauMs, cycle[index % cycle.length]);
      });
    });
  });

export const arrival = (tauMs: number, value: number | undefined, rest: Partial<Arrival> = {}): Arrival => ({
  tauMs,
  value,
  sourceAt: undefined,
  complete: true,
  intervalMs: 15 * secondMs,
  ...rest,
});

const fault = fc.constantFrom<(of: Arrival) => Arrival>(
  (of) => ({ ...of, value: undefined }),
  (of) => ({ ...of, value: Number.NaN }),
  (of) => ({ ...of, value: Infinity }),
  (of) => ({ ...of, value: -Infinity }),
  (of) => ({ ...of, complete: false }),
  (of) => ({ ...of, intervalMs: 5 * secondMs }),
  (of) => ({ ...of, intervalMs: minuteMs }),
  (of) => ({ ...of, tauMs: of.tauMs - 30 * secondMs }),
  (of) => ({ ...of, sourceAt: Math.floor(of.tauMs / minuteMs) }),
);

/** Everything that can arrive: also missing, repeated, late and incomplete ones, at changing intervals. */
export const anyTimeline: fc.Arbitrary<readonly Arrival[]> = fc
  .tuple(goodTimeline, fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 12 }), fault), { maxLength: 8 }))
  .map(([timeline, faults]) =>
    faults.reduce<readonly Arrival[]>(
      (given, [at, count, spoil]) =>
        given.map((one, index) => {
          const offset = index - (at % given.length);
          return offset >= 0 && offset < count ? spoil(one) : one;
        }),
      timeline,
    ),
  );
