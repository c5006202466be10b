import assert from 'node:assert/strict';
import fc from 'fast-check';
import { growthOf, type Growth, type Memory } from '../../../../src/core/policy/growth.js';
import type { Sample } from '../../../../src/core/policy/statistics/sample.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const mebibyte = 1024 * 1024;

/** Every 15 s over the hour up to now, which is hour 1. */
const hour = (valueAt: (minute: number) => number, fromMinute = 0): readonly Sample[] =>
  Array.from({ length: 241 }, (_, index) => ({ tauMs: index * 15_000, value: valueAt(index / 4) })).filter(
    ({ tauMs }) => tauMs >= fromMinute * minuteMs,
  );

const growth = (samples: readonly Sample[], memory: Partial<Memory> = {}): ReturnType<typeof growthOf> =>
  growthOf({ samples, limit: 100, restarts: [], ...memory }, hourMs);

function known(result: ReturnType<typeof growthOf>): Growth {
  if (!result.ok) assert.fail(result.error);
  return result.value;
}

const near = (actual: number | undefined, expected: number, within: number): void => {
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);
};

const none: Growth = { percentPerHour: 0, timeToLimitMs: undefined };

/** Up 3 points over five minutes, then back, as garbage collection does. */
const sawTooth = (minute: number): number => (minute % 5) * 0.6;

/** Twice as much for the last two minutes. */
const spikeAtEnd = (minute: number): number => (minute >= 58 ? 2 : 1);

describe('memory growth', () => {
  it('is what it has become more in an hour, with the time to the limit', () => {
    const { percentPerHour, timeToLimitMs } = known(growth(hour((minute) => 50 + 0.1 * minute)));
    near(percentPerHour, 12, 0.05);
    near(timeToLimitMs, ((100 - 56) / 0.1) * minuteMs, minuteMs);
  });

  it('is not misled by garbage collection or by a spike at the end', () => {
    const wild = hour((minute) => (50 + 0.1 * minute + sawTooth(minute)) * spikeAtEnd(minute));
    near(known(growth(wild)).percentPerHour, 12, 0.7);
    assert.deepEqual(known(growth(hour((minute) => 50 * spikeAtEnd(minute)))), none);
    assert.deepEqual(known(growth(hour((minute) => 50 + sawTooth(minute)))), none);
  });

  it('is not taken for a restart where a short spike ends', () => {
    const spiked = hour((minute) => (minute >= 20 && minute < 22 ? 99 : 50 + 0.1 * minute));
    near(known(growth(spiked)).percentPerHour, 12, 0.3);
  });

  it('counts none where the rise is not proven or below the floor, and falls as it falls', () => {
    // 3.6 points an hour, lost in waves of 20.
    const waves = (minute: number): number => 50 + 0.06 * minute + 10 * Math.sin((minute / 11) * 2 * Math.PI);
    assert.deepEqual(known(growth(hour(waves))), none);
    // 1.9 points and 2.1 points of the limit an hour, from 10 %.
    assert.deepEqual(known(growth(hour((minute) => 10 + (1.9 / 60) * minute))), none);
    near(known(growth(hour((minute) => 10 + (2.1 / 60) * minute))).percentPerHour, 21, 0.2);
    const falling = known(growth(hour((minute) => 60 - 0.1 * minute)));
    near(falling.percentPerHour, -10, 0.1);
    assert.equal(falling.timeToLimitMs, undefined);
  });

  it('takes bytes with a limit and bytes without one', () => {
    const bytes = (mebibytesPerHour: number): readonly Sample[] =>
      hour((minute) => (200 + (mebibytesPerHour / 60) * minute) * mebibyte);
    const limited = known(growth(bytes(60), { limit: 500 * mebibyte }));
    near(limited.percentPerHour, 30, 0.2);
    near(limited.timeToLimitMs, 4 * hourMs, minuteMs);
    const unlimited = known(growth(bytes(51), { limit: undefined }));
    near(unlimited.percentPerHour, 25.5, 0.2);
    assert.equal(unlimited.timeToLimitMs, undefined);
    assert.deepEqual(known(growth(bytes(49), { limit: undefined })), none);
    assert.deepEqual(known(growth(bytes(49), { limit: 2_500 * mebibyte })), none);
  });

  it('is at the limit already where it is over it', () => {
    assert.equal(known(growth(hour((minute) => 96 + 0.1 * minute))).timeToLimitMs, 0);
  });

  it('is unknown until it was seen for three quarters of an hour', () => {
    const line = (minute: number): number => 50 + 0.1 * minute;
    assert.deepEqual(growth([]), { ok: false, error: 'too-short' });
    assert.deepEqual(growth(hour(line, 16)), { ok: false, error: 'too-short' });
    near(known(growth(hour(line, 14))).percentPerHour, (6 / 51.4) * 100, 0.1);
  });

  it('is unknown where too few of the minutes were seen', () => {
    const minutes = (count: number): readonly Sample[] =>
      hour((minute) => 50 + 0.1 * minute).filter(({ tauMs }) => {
        const minute = Math.floor((hourMs - tauMs) / minuteMs);
        return minute < count - 1 || minute === 59;
      });
    assert.deepEqual(growth(minutes(35)), { ok: false, error: 'too-few' });
    assert.equal(growth(minutes(36)).ok, true);
  });

  it('begins anew with a restart that is told of or seen', () => {
    const line = (minute: number): number => 50 + 0.1 * minute;
    assert.deepEqual(growth(hour(line), { restarts: [30 * minuteMs] }), { ok: false, error: 'restarted' });
    assert.equal(growth(hour(line), { restarts: [5 * minuteMs, -hourMs, 2 * hourMs] }).ok, true);
    const dropAt = (at: number, to: number): readonly Sample[] =>
      hour((minute) => (minute < at ? 80 : to + 0.1 * minute));
    assert.deepEqual(growth(dropAt(30, 50)), { ok: false, error: 'restarted' });
    // 6 points from 51 on, and not the fall from 80.
    near(known(growth(dropAt(8, 50))).percentPerHour, (6 / 51) * 100, 0.4);
    assert.ok(known(growth(dropAt(30, 60))).percentPerHour < 0, 'a fall of less than 30 % is no restart');
  });

  it('has nothing to compare with where nothing was used', () => {
    assert.deepEqual(growth(hour(() => 0)), { ok: false, error: 'no-base' });
  });

  it('does not depend on the scale of the values or on where time begins', () => {
    const rate = fc.double({ min: 0.06, max: 0.6, noNaN: true });
    fc.assert(
      fc.property(
        rate,
        fc.integer({ min: 1, max: 4_000 }),
        fc.integer({ min: -1e9, max: 1e9 }),
        (slope, scale, byMs) => {
          const samples = hour((minute) => 40 + slope * minute + sawTooth(minute));
          const plain = known(growth(samples));
          const moved = samples.map(({ tauMs, value }) => ({ tauMs: tauMs + byMs, value: value * scale }));
          const other = known(growthOf({ samples: moved, limit: 100 * scale, restarts: [] }, hourMs + byMs));
          near(other.percentPerHour, plain.percentPerHour, 1e-6);
          near(plain.percentPerHour, ((slope * 60) / 41) * 100, 12);
        },
      ),
      { numRuns: 30 },
    );
  });
});
