import assert from 'node:assert/strict';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { acquireTimeoutMs, connectionPools, type PoolDemand } from '../../../src/demo/load/connectionPools.js';
import { percentileMs, responsesOf } from '../../../src/demo/load/responseTime.js';

const usual = { maxConnections: 100, reserved: 3, foreign: 0, pool: 50, heldMs: 100, workMs: 6, cores: 2 };

/** Requests that come evenly to so many backends. */
const demand = (backends: number, requests: number, more: Partial<PoolDemand> = {}): PoolDemand => ({
  ...usual,
  rates: Array.from({ length: backends }, () => requests / backends),
  ...more,
});

const levels = ['normal', 'warning', 'critical'] as const;

/** What the table "Database Connections" of the runbook calls such pools, by row. */
function levelsOf(asked: PoolDemand) {
  const pools = connectionPools(asked);
  const waits = pools.each.map(({ fixedMs, wait }, index) =>
    responsesOf(asked.rates[index] ?? 0, fixedMs, [wait], 1e6),
  );
  const values: Record<string, number> = {
    'active-connections': pools.inUse,
    'pool-usage': (100 * pools.inUse) / pools.open,
    'connection-wait': percentileMs(waits, 0.95) ?? 0,
  };
  const found = Object.entries(values).map(([id, value]) => {
    const rule = bundledRunbook.rules.find((candidate) => candidate.id === id);
    assert.ok(rule?.warning && rule.critical);
    return levels[value > rule.critical.value ? 2 : value >= rule.warning.value ? 1 : 0];
  });
  const refused = pools.each.reduce((sum, one, index) => sum + one.refused * (asked.rates[index] ?? 0), 0);
  return { levels: found, refusedShare: refused / asked.rates.reduce((sum, rate) => sum + rate, 0), pools };
}

const allNormal = ['normal', 'normal', 'normal'];
const allCritical = ['critical', 'critical', 'critical'];

describe('connection pools', () => {
  for (const requests of [4, 25, 67, 110, 190])
    it(`of two backends are well at the limit that PostgreSQL comes with, at ${requests} requests a second`, () => {
      for (const backends of [1, 2]) {
        const found = levelsOf(demand(backends, requests));
        assert.deepEqual(found.levels, allNormal);
        assert.ok(found.refusedShare < 1e-6, `${found.refusedShare}`);
      }
    });

  for (const requests of [25, 67, 110, 190])
    it(`of a third exhaust it at ${requests}: all in use, all wait, some get none`, () => {
      for (const backends of [3, 4, 6]) {
        const found = levelsOf(demand(backends, requests));
        assert.deepEqual(found.levels, allCritical, `${backends} backends`);
        assert.ok(found.refusedShare > 0.02, `${found.refusedShare}`);
        assert.equal(found.pools.utilisation, 1, 'the database is busy with refusing');
      }
    });

  it('are well again once the database allows as many as the runbook says', () => {
    for (const backends of [3, 5, 10]) {
      const found = levelsOf(demand(backends, 190, { maxConnections: backends * 50 + 50 }));
      assert.deepEqual(found.levels, allNormal);
      assert.ok(found.refusedShare < 1e-6);
    }
  });

  it('of one backend with slow statements pass the bounds of the table together: 30 are 60 % of 50, and 40 are 80 %', () => {
    const slow = (heldMs: number) => levelsOf(demand(1, 50, { heldMs }));
    assert.deepEqual(slow(560).levels, allNormal);
    assert.deepEqual(slow(640).levels, ['warning', 'warning', 'normal']);
    assert.deepEqual(slow(760).levels, ['warning', 'warning', 'normal']);
    assert.deepEqual(slow(820).levels, ['critical', 'critical', 'normal']);
    assert.deepEqual(slow(920).levels, ['critical', 'critical', 'warning']);
    assert.deepEqual(slow(1100).levels, allCritical);
    assert.ok(slow(820).refusedShare < 1e-4);
    // As many as fifty connections can serve are served, and the rest is not.
    assert.ok(Math.abs(slow(1100).refusedShare - (1 - 50 / (50 * 1.1))) < 0.01);
  });

  it('go from one to the other without a leap: more is in use, waited for and refused the more there is to do', () => {
    let before = { inUse: 0, refused: 0, heldMs: 0 };
    for (let requests = 5; requests <= 60; requests += 0.5) {
      const { pools, refusedShare } = levelsOf(demand(3, requests));
      const now = { inUse: pools.inUse, refused: refusedShare, heldMs: pools.each[0]?.fixedMs ?? 0 };
      assert.ok(now.inUse >= before.inUse - 1e-9 && now.refused >= before.refused - 1e-9, `at ${requests}`);
      before = now;
    }
    assert.deepEqual([before.inUse, before.heldMs], [96, acquireTimeoutMs]);
  });

  it('hold no more than the limit allows, and as many as are asked for where it does', () => {
    const open = (backends: number, maxConnections: number) =>
      connectionPools(demand(backends, 50, { maxConnections })).open;
    assert.deepEqual(
      [open(1, 100), open(2, 100), open(4, 100), open(4, 250), open(0, 100), open(1, 2)],
      [50, 97, 97, 200, 0, 0],
    );
  });

  it('of replicas that get nothing are open, and refuse nobody', () => {
    const { each, open } = connectionPools({ ...usual, rates: [50, 0] });
    assert.equal(open, 97);
    assert.deepEqual(each[1]?.inUse, 0);
    assert.equal(connectionPools({ ...usual, rates: [] }).inUse, 0);
  });
});
