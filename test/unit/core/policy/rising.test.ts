import assert from 'node:assert/strict';
import { risingIn, trendOf } from '../../../../src/core/policy/rising.js';
import type { Sample } from '../../../../src/core/policy/statistics/sample.js';

const minuteMs = 60_000;
const nowTauMs = 10 * minuteMs;
const criticalEnter = 80;

/** Every 30 s over the ten minutes up to now. */
const tenMinutes = (valueAt: (minute: number) => number): readonly Sample[] =>
  Array.from({ length: 21 }, (_, index) => ({ tauMs: index * 30_000, value: valueAt(index / 2) }));

const rise = (samples: readonly Sample[], enter = criticalEnter): ReturnType<typeof risingIn> =>
  risingIn(samples, enter, nowTauMs);

const near = (actual: number | undefined, expected: number): void => {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
};

describe('rising', () => {
  it('V10: rising towards critical, and not merely up and down, slow, spiked or falling', () => {
    const found = rise(tenMinutes((minute) => 71 + 0.5 * minute));
    near(found?.slopePerMinute, 0.5);
    near(found?.projected, 81);
    assert.equal(rise(tenMinutes((minute) => 74 + (Math.floor(minute) % 2 ? 1 : -1))), undefined);
    assert.equal(rise(tenMinutes((minute) => 71 + 0.2 * minute)), undefined);
    assert.equal(rise(tenMinutes((minute) => (minute > 9 ? 92 : 72))), undefined);
    assert.equal(rise(tenMinutes((minute) => 79 - 0.4 * minute)), undefined);
  });

  it('V10: a rise of 0.2 a minute from 71 would be at 75.0 in ten minutes', () => {
    near(
      rise(
        tenMinutes((minute) => 71 + 0.2 * minute),
        74.9,
      )?.projected,
      75,
    );
    assert.equal(
      rise(
        tenMinutes((minute) => 71 + 0.2 * minute),
        75.1,
      ),
      undefined,
    );
  });

  it('needs eight minutes of the last ten', () => {
    const line = tenMinutes((minute) => 71 + 0.5 * minute);
    const since = (minute: number): ReturnType<typeof risingIn> =>
      risingIn(line, criticalEnter, nowTauMs, minute * minuteMs);
    assert.equal(since(2.5)?.projected, 81);
    assert.equal(since(3.5), undefined);
    assert.equal(risingIn(line, criticalEnter, nowTauMs + 3 * minuteMs), undefined);
    assert.equal(risingIn([], criticalEnter, nowTauMs), undefined);
  });

  it('counts nothing from before the last scale event', () => {
    // Flat and high until minute 1, then rising from far below.
    const scaled = tenMinutes((minute) => (minute < 2 ? 95 : 70 + 0.6 * minute));
    near(risingIn(scaled, criticalEnter, nowTauMs, 2 * minuteMs)?.slopePerMinute, 0.6);
  });

  it('needs a tenth of a point a minute, or its like on a smaller scale', () => {
    const slow = (slope: number): readonly Sample[] => tenMinutes((minute) => 79 + slope * minute);
    assert.equal(rise(slow(0.09)), undefined);
    near(rise(slow(0.11))?.slopePerMinute, 0.11);
    // Timeouts: critical over 1 %.
    const timeouts = tenMinutes((minute) => 0.5 + 0.04 * minute);
    near(rise(timeouts, 1)?.projected, 1.3);
    assert.equal(
      rise(
        tenMinutes((minute) => 0.995 + 0.001 * minute),
        1,
      ),
      undefined,
    );
    // Response times in ms: a tenth of a millisecond a minute is a slope, where it leads to the bound.
    near(
      rise(
        tenMinutes((minute) => 4_000 + 60 * minute),
        5_000,
      )?.projected,
      5_200,
    );
  });

  it('needs the rise to be proven', () => {
    const noisy = [3, -4, 4, -3, 2, -2, 4, -4, 3, 4];
    const samples = noisy.map((by, minute) => ({ tauMs: (minute + 0.5) * minuteMs, value: 75 + 0.3 * minute + by }));
    assert.equal(rise(samples), undefined);
  });
});

describe('trend', () => {
  const trends: readonly (readonly [string, (minute: number) => number, string])[] = [
    ['rising', (minute) => 50 + 0.5 * minute, 'rising'],
    ['falling', (minute) => 50 - 0.5 * minute, 'falling'],
    ['level', () => 50, 'flat'],
    ['nothing at all', () => 0, 'flat'],
    ['up and down', (minute) => 50 + (Math.floor(minute) % 2) * 10, 'flat'],
    ['rising too little to see', (minute) => 50 + 0.05 * minute, 'flat'],
    ['falling too little to see', (minute) => 50 - 0.05 * minute, 'flat'],
    ['rising from little', (minute) => 1 + 0.05 * minute, 'rising'],
    ['a spike at the end', (minute) => (minute > 9 ? 92 : 72), 'flat'],
  ];
  for (const [what, valueAt, trend] of trends) {
    it(`of ${what} is ${trend}`, () => {
      assert.equal(trendOf(tenMinutes(valueAt), nowTauMs), trend);
    });
  }

  it('is unknown while too little was seen', () => {
    assert.equal(trendOf(tenMinutes(() => 50).slice(7), nowTauMs), undefined);
    assert.equal(trendOf([], nowTauMs), undefined);
  });
});
