import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backoffMs } from '../../../../src/app/connection/backoff.js';

const slowest = (): number => 0;

describe('pauses between attempts to connect', () => {
  it('begin at half a second and double up to thirty seconds', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 50].map((failures) => backoffMs(failures, slowest)),
      [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000],
    );
  });

  it('stay at thirty seconds however often it failed', () => {
    for (const failures of [1024, 1100, 1e6, Number.MAX_SAFE_INTEGER])
      assert.equal(backoffMs(failures, slowest), 30_000);
  });

  it('are shortened by chance, never by more than a fifth and never prolonged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
        const full = backoffMs(failures, slowest);
        const taken = backoffMs(failures, () => chance);
        assert.ok(Number.isInteger(taken) && taken <= full && taken >= Math.floor(full * 0.8), `${taken} of ${full}`);
      }),
    );
    assert.equal(
      backoffMs(1, () => 1),
      400,
    );
  });
});
