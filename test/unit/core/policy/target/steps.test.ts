import fc from 'fast-check';
import assert from 'node:assert/strict';
import { connectionGuard } from '../../../../../src/core/policy/target/connectionGuard.js';
import { connectionRoom, raiseTo } from '../../../../../src/core/policy/target/connectionRoom.js';
import { halvingStep } from '../../../../../src/core/policy/target/halvingStep.js';
import { rungStep } from '../../../../../src/core/policy/target/rungStep.js';
import { stabilise } from '../../../../../src/core/policy/target/stabilise.js';
import { minutes } from '../decision/teamRunbook.js';

const rungs = [3, 10, 20, 30];
const pools = (limit: number, others = 0, reserved = 3): Parameters<typeof connectionRoom>[0] => ({
  limit,
  reserved,
  others,
  perReplica: 50,
});
const somePools = fc.record({
  limit: fc.integer({ min: 10, max: 3000 }),
  reserved: fc.integer({ min: 0, max: 10 }),
  others: fc.integer({ min: 0, max: 500 }),
  perReplica: fc.integer({ min: 1, max: 100 }),
});

describe('steps and guards of targets', () => {
  it('climbs by the rungs 3, 10, 20 and 30, then without them', () => {
    const climb = (n: number, wanted: number): number => rungStep(n, wanted, rungs);
    assert.deepEqual(
      [climb(1, 50), climb(3, 50), climb(5, 50), climb(10, 50), climb(20, 50), climb(30, 50), climb(3, 6)],
      [3, 10, 10, 20, 30, 50, 6],
    );
    assert.equal(rungStep(2, 9, []), 9);
  });

  it('goes down by half at most', () => {
    assert.deepEqual(
      [halvingStep(10, 3), halvingStep(5, 3), halvingStep(5, 1), halvingStep(3, 1), halvingStep(2, 1)],
      [5, 3, 3, 2, 1],
    );
  });

  it('S4: stabilising lies between the present count and the answer, and holds back the way down only', () => {
    const answers = fc.array(
      fc.record({ tauMs: fc.integer({ min: 0, max: 20 * minutes }), replicas: fc.integer({ min: 0, max: 60 }) }),
    );
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.nat({ max: 60 }), answers, (n, wanted, recent) => {
        const stable = stabilise(wanted, n, recent, 20 * minutes);
        if (wanted >= n) assert.equal(stable, wanted);
        else {
          assert.ok(stable >= wanted && stable <= n);
          const latest = recent.filter(({ tauMs }) => tauMs > 15 * minutes).map(({ replicas }) => replicas);
          assert.equal(stable, Math.min(n, Math.max(wanted, ...latest)));
        }
      }),
    );
  });

  it('S5: the strict cap is strict and tight, also with a surge', () => {
    fc.assert(
      fc.property(somePools, fc.nat({ max: 3 }), (given, surge) => {
        const { strictCap, hardCap, available } = connectionRoom(given, surge);
        const pool = given.perReplica;
        assert.equal(available, given.limit - given.reserved - given.others);
        assert.ok((strictCap + surge) * pool < available && available <= (strictCap + 1 + surge) * pool);
        assert.ok(hardCap * pool + given.others <= given.limit);
        assert.ok((hardCap + 1) * pool + given.others > given.limit);
      }),
    );
  });

  it('has room for 19 of V12, for one backend at 100 connections strictly and two at most, for nine at 500', () => {
    const { strictCap, hardCap } = connectionRoom(pools(1000, 40));
    assert.deepEqual([strictCap, hardCap], [19, 19]);
    assert.deepEqual([connectionRoom(pools(100)).strictCap, connectionRoom(pools(100)).hardCap], [1, 2]);
    assert.deepEqual([connectionRoom(pools(500)).strictCap, connectionRoom(pools(500)).hardCap], [9, 10]);
  });

  it('warns of the second backend at 100 connections and refuses the third', () => {
    assert.deepEqual(connectionGuard(1, 3, 3, pools(100), 50), {
      target: 2,
      tight: { reason: 'connections-tight', needed: 100, available: 97, raiseTo: 150 },
      refused: { refusal: 'connections', needed: 150, available: 100, raiseTo: 200, until: undefined },
    });
    assert.equal(connectionGuard(2, 3, 3, pools(100), 50).target, 2);
    assert.equal(connectionGuard(9, 10, 10, pools(500), 50).tight?.raiseTo, 550);
    assert.equal(connectionGuard(8, 9, 9, pools(500), 50).tight, undefined);
    assert.equal(connectionGuard(1, 3, 3, undefined, 50).target, 3);
  });

  it('asks for a limit that is enough, whatever the buffer', () => {
    fc.assert(
      fc.property(somePools, fc.nat({ max: 100 }), fc.integer({ min: 1, max: 50 }), (given, buffer, n) => {
        const limit = raiseTo(n, given, buffer);
        assert.ok(limit >= n * given.perReplica + buffer);
        assert.ok(connectionRoom({ ...given, limit }).strictCap >= n);
      }),
    );
  });

  it('S11: the guard never raises a target and never forces a way down', () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.nat({ max: 60 }), somePools, (n, target, given) => {
        const guarded = connectionGuard(n, target, target, given, 50);
        assert.ok(guarded.target <= target);
        if (target <= n) assert.equal(guarded.target, target);
        else {
          assert.ok(guarded.target >= n);
          if (guarded.target > n) assert.ok(guarded.target * given.perReplica + given.others <= given.limit);
          assert.equal(guarded.refused !== undefined, guarded.target < target);
        }
      }),
    );
  });
});
