import fc from 'fast-check';
import assert from 'node:assert/strict';
import { ceilOf } from '../../../../../src/core/policy/target/ceilOf.js';
import { combineTargets } from '../../../../../src/core/policy/target/combineTargets.js';
import { perTarget } from '../../../../../src/core/policy/target/perTarget.js';
import type { Proposal } from '../../../../../src/core/policy/target/proposal.js';
import { queueTarget } from '../../../../../src/core/policy/target/queueTarget.js';
import { ratioTarget } from '../../../../../src/core/policy/target/ratioTarget.js';
import { stepsTarget } from '../../../../../src/core/policy/target/stepsTarget.js';
import { queueRule } from '../decision/teamRunbook.js';

const answer = (proposal: Proposal): number | string =>
  proposal.proposal === 'count' ? proposal.replicas : `blind ${proposal.metric}`;
const queue = (n: number, waiting: number | undefined, active: number | undefined = 0, floor = 3): number | string =>
  answer(queueTarget({ ...queueRule, floor }, n, waiting, active));
const ratioOf = (
  target: number,
  replicas: number,
  each: readonly (number | undefined)[],
  warming = 0,
): number | string => answer(ratioTarget({ rule: 'ratio', metric: 'cpu', target }, { replicas, warming, each }));
const same = (n: number, value: number): readonly number[] => Array.from({ length: n }, () => value);
const steps = (n: number, value: number | undefined): number | string =>
  answer(
    stepsTarget(
      {
        rule: 'steps',
        metric: 'cpu',
        steps: [
          { above: 60, replicas: 2 },
          { above: 80, replicas: 3 },
        ],
        otherwise: 1,
      },
      n,
      value,
    ),
  );
const asNumber = (value: number | string): number => (typeof value === 'number' ? value : NaN);

describe('target rules', () => {
  it('gives one worker for so many waiting jobs, as the runbook has it', () => {
    const table: readonly (readonly [number, number, number])[] = [
      [3, 263, 6],
      [3, 500, 10],
      [3, 501, 11],
      [3, 1400, 28],
      [1, 0, 3],
      [10, 0, 3],
      [10, 300, 8],
      [10, 401, 10],
      [10, 500, 10],
      [10, 510, 11],
    ];
    for (const [n, waiting, expected] of table) assert.equal(queue(n, waiting), expected, `${n} at ${waiting}`);
  });

  it('keeps the workers that are at work, and knows nothing from no figure', () => {
    assert.equal(queue(10, 0, 7), 7);
    assert.equal(answer(queueTarget({ ...queueRule, concurrency: 4 }, 10, 0, 17)), 5);
    assert.equal(queue(10, undefined), 'blind jobsWaiting');
    assert.equal(queue(10, Number.NaN), 'blind jobsWaiting');
    assert.equal(answer(queueTarget(queueRule, 10, 0, undefined)), 'blind jobsActive');
    assert.equal(answer(queueTarget(queueRule, 10, 600, undefined)), 12);
    assert.equal(answer(queueTarget({ ...queueRule, active: undefined }, 10, 0, undefined)), 3);
  });

  it('S3: the queue rule is settled after one step, grows with the queue and never lets go of a busy worker', () => {
    const some = fc.record({
      n: fc.integer({ min: 0, max: 60 }),
      waiting: fc.integer({ min: 0, max: 5000 }),
      more: fc.integer({ min: 0, max: 500 }),
      active: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(some, ({ n, waiting, more, active }) => {
        const next = asNumber(queue(n, waiting, active, 0));
        assert.equal(queue(next, waiting, active, 0), next);
        assert.ok(asNumber(queue(n, waiting + more, active, 0)) >= next);
        assert.ok(next >= Math.min(n, active));
        assert.ok(next * 50 >= waiting);
      }),
    );
  });

  it('takes steps from bounds on, and keeps what has to carry the load', () => {
    const table: readonly (readonly [number, number | undefined, number | string])[] = [
      [1, 50, 1],
      [1, 60, 1],
      [1, 65, 2],
      [1, 80, 2],
      [1, 85, 3],
      [2, 85, 3],
      [5, 85, 5],
      [5, 65, 5],
      [5, 38, 4],
      [5, 24, 2],
      [5, 5, 1],
      [2, 35, 2],
      [3, undefined, 'blind cpu'],
    ];
    for (const [n, value, expected] of table) assert.equal(steps(n, value), expected, `${n} at ${value}`);
  });

  it('counts users', () => {
    const users = (value: number | undefined): number | string =>
      answer(perTarget({ rule: 'per', metric: 'users', perReplica: 500 }, value));
    assert.deepEqual([0, 1, 500, 501, 1000, 1001].map(users), [0, 1, 1, 2, 2, 3]);
    assert.equal(users(undefined), 'blind users');
  });

  it('brings the mean to the target', () => {
    assert.equal(ratioOf(40, 6, same(6, 260 / 3)), 13);
    assert.equal(ratioOf(60, 1, [85]), 2);
    assert.equal(ratioOf(60, 4, same(4, 66)), 4);
    assert.equal(ratioOf(60, 4, same(4, 66.1)), 5);
    assert.equal(ratioOf(60, 4, same(4, 54)), 4);
    assert.equal(ratioOf(60, 10, same(10, 53.9)), 9);
    assert.equal(ratioOf(60, 5, same(5, 20)), 2);
  });

  it('takes replicas that were not seen for full or idle, whichever changes less', () => {
    assert.equal(ratioOf(50, 4, [90, 90, 90, undefined]), 6);
    assert.equal(ratioOf(50, 4, [60, undefined, undefined, undefined]), 4);
    assert.equal(ratioOf(50, 4, [10, 10, 10, undefined]), 3);
    assert.equal(ratioOf(50, 4, [10, undefined, undefined, undefined]), 4);
    assert.equal(ratioOf(50, 4, [10]), 4);
    assert.equal(ratioOf(50, 4, [undefined, undefined]), 'blind cpu');
    assert.equal(ratioOf(50, 4, []), 'blind cpu');
    assert.equal(ratioOf(50, 0, []), 'blind cpu');
  });

  it('counts starting replicas as there, so that they are not ordered twice', () => {
    assert.equal(ratioOf(50, 2, [100, 100]), 4);
    assert.equal(ratioOf(50, 4, [100, 100], 2), 4);
    assert.equal(ratioOf(50, 4, [100, 100], 0), 4);
    assert.equal(ratioOf(50, 5, [100, 100, 100], 2), 6);
  });

  it('rounds up, but not for what floating point added', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 20, max: 90 }),
        (n, wanted, target) => {
          const load = (wanted * target) / n;
          const ratio = wanted / n;
          const expected = Math.abs(ratio - 1) <= 0.1 + 1e-9 ? n : wanted;
          assert.equal(ratioOf(target, n, same(n, load)), expected);
        },
      ),
    );
    assert.equal(ceilOf(13.000000000000002), 13);
    assert.equal(ceilOf(13.00001), 14);
  });

  it('S1: the direction is that of the load seen, and replicas that were not seen only shrink the change', () => {
    const some = fc.record({
      each: fc.array(fc.option(fc.double({ min: 0, max: 400, noNaN: true }), { nil: undefined }), {
        minLength: 1,
        maxLength: 30,
      }),
      target: fc.integer({ min: 20, max: 90 }),
    });
    fc.assert(
      fc.property(some, ({ each, target }) => {
        const n = each.length;
        const known = each.filter((value) => value !== undefined);
        fc.pre(known.length > 0);
        const load = known.reduce((sum, value) => sum + value, 0);
        const next = asNumber(ratioOf(target, n, each));
        const mean = load / known.length;
        if (next > n) assert.ok(mean > target && next <= ceilOf(load / target));
        if (next < n) {
          assert.ok(mean < target);
          assert.ok(next >= ceilOf((load + (n - known.length) * Math.max(100, target)) / target));
        }
        if (known.length === n && Math.abs(mean / target - 1) > 0.1 + 1e-6)
          assert.equal(next, ceilOf((mean / target) * n));
      }),
    );
  });

  it('S2: the ratio rule is settled after one step', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 1, max: 400, noNaN: true }),
        fc.integer({ min: 20, max: 90 }),
        (n, value, target) => {
          const next = asNumber(ratioOf(target, n, same(n, value)));
          assert.equal(ratioOf(target, next, same(next, (value * n) / next)), next);
        },
      ),
    );
  });

  it('takes the largest answer, and does not shrink half blind', () => {
    const count = (replicas: number): Proposal => ({
      proposal: 'count',
      rule: 'per',
      metric: 'm',
      value: 0,
      per: 1,
      replicas,
      ifIdle: replicas,
    });
    const unseen: Proposal = { proposal: 'blind', metric: 'x' };
    assert.equal(combineTargets([count(2), count(5), count(3)], 4).replicas, 5);
    assert.equal(combineTargets([count(2), count(1)], 4).replicas, 2);
    assert.equal(combineTargets([count(2), unseen], 4).replicas, 4);
    assert.equal(combineTargets([count(7), unseen], 4).replicas, 7);
    assert.deepEqual(combineTargets([unseen], 4), { replicas: 4, counts: [], blind: ['x'] });
    assert.equal(combineTargets([], 4).replicas, 4);
  });
});
