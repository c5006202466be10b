import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  advance,
  resumeAxis,
  startAxis,
  type Axis,
  type ClockReading,
} from '../../../../../src/core/policy/time/axis.js';

const secondMs = 1_000;
const hourS = 3_600;

const begin: ClockReading = { monoMs: 5_000, wallMs: 1_760_000_000_000 };

const after = (reading: ClockReading, monoS: number, wallS: number): ClockReading => ({
  monoMs: reading.monoMs + monoS * secondMs,
  wallMs: reading.wallMs + wallS * secondMs,
});

/** The axis after steps of both clocks, in seconds. */
function run(steps: readonly (readonly [number, number])[], from = startAxis(begin)): readonly Axis[] {
  let axis = from;
  return steps.map(([monoS, wallS]) => (axis = advance(axis, after(axis, monoS, wallS))));
}

const tausS = (steps: readonly (readonly [number, number])[]): readonly number[] =>
  run(steps).map(({ tauMs }) => tauMs / secondMs);

describe('time axis', () => {
  it('V14: counts sleep on every system and ignores a wall clock that is set back', () => {
    const v14 = [
      [15, 15],
      [15, 15 - hourS],
      [15, 15],
      [15, 15 + 2 * hourS],
      [15 + 2 * hourS, 15 + 2 * hourS],
    ] as const;
    assert.deepEqual(tausS(v14), [15, 30, 45, 7_260, 14_475]);
  });

  it('takes a difference of up to 2 s for drift, and more for unobserved time', () => {
    assert.deepEqual(tausS([[10, 12]]), [10]);
    assert.deepEqual(tausS([[10, 12.001]]), [12.001]);
    assert.deepEqual(tausS([[10, 8]]), [10]);
    assert.deepEqual(tausS([[10, 7.9]]), [10]);
  });

  it('does not go back with a monotonic clock that does', () => {
    assert.deepEqual(
      tausS([
        [10, 10],
        [-5, 1],
        [-5, 60],
      ]),
      [10, 10, 70],
    );
  });

  it('trusts the wall clock again ten minutes after it last jumped, either way', () => {
    const suspectS = (steps: readonly (readonly [number, number])[]): number | undefined => {
      const until = run(steps).at(-1)?.suspectUntilTauMs;
      return until === undefined ? undefined : until / secondMs;
    };
    assert.equal(
      suspectS([
        [10, 10],
        [10, 11.9],
      ]),
      undefined,
    );
    assert.equal(
      suspectS([
        [10, 10],
        [10, -hourS],
      ]),
      20 + 600,
    );
    assert.equal(suspectS([[10, hourS]]), hourS + 600);
    assert.equal(
      suspectS([
        [10, -hourS],
        [60, 60],
        [10, -hourS],
        [5, 5],
      ]),
      80 + 600,
    );
  });

  it('goes on after a reload by the wall clock, whatever the monotonic clock begins with', () => {
    const saved = run([[100, 100]])[0];
    assert.ok(saved);
    const resume = (wallS: number): Axis => resumeAxis(saved, { monoMs: 3, wallMs: saved.wallMs + wallS * secondMs });
    assert.deepEqual(
      [1.5, 90, 7_200, 0, -50].map((wallS) => resume(wallS).tauMs / secondMs),
      [101.5, 190, 7_300, 100, 100],
    );
    assert.deepEqual(
      [1.5, 90, -50].map((wallS) => resume(wallS).suspectUntilTauMs),
      [undefined, 790 * secondMs, 700 * secondMs],
    );
    assert.equal(run([[15, 15]], resume(90))[0]?.tauMs, 205 * secondMs);
  });

  it('C1: never decreases, is never behind the monotonic clock, counts sleep, never exceeds what either clock saw', () => {
    const ms = fc.oneof(fc.integer({ min: -5_000, max: 60_000 }), fc.integer({ min: -4e6, max: 9e6 }));
    const steps = fc.array(fc.record({ monoMs: ms, wallMs: ms }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(steps, (given) => {
        let axis = startAxis(begin);
        for (const { monoMs, wallMs } of given) {
          const next = advance(axis, { monoMs: axis.monoMs + monoMs, wallMs: axis.wallMs + wallMs });
          const elapsedMs = next.tauMs - axis.tauMs;
          assert.ok(elapsedMs >= Math.max(0, monoMs));
          assert.ok(elapsedMs >= wallMs - 2_000);
          assert.ok(elapsedMs <= Math.max(0, monoMs, wallMs));
          axis = next;
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
