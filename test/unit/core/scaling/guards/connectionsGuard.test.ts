import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { ConnectionsGuard } from '../../../../../src/core/scaling/guards/guard.js';
import { connectionsGuard } from '../../../../../src/core/scaling/guards/connectionsGuard.js';
import { fail, ok } from '../../../../../src/util/result.js';
import { changeOf } from '../../../support/guardedChanges.js';

const guard = (from: number, to: number, limit: number, others = 0): Extract<ConnectionsGuard, { known: true }> => {
  const found = connectionsGuard(
    changeOf('backend', from, to, { title: 'Backend' }),
    ok({ limit, others, reserved: 3, perReplica: 50 }),
    50,
  );
  return found.known ? found : assert.fail('not known');
};

describe('connectionsGuard', () => {
  it('at 100 connections warns of the second backend and blocks the third', () => {
    assert.deepEqual(
      [1, 2, 3].map((to) => guard(0, to, 100).verdict),
      ['pass', 'warn', 'block'],
    );
    assert.deepEqual(guard(1, 3, 100), {
      ...{ guard: 'connections', verdict: 'block', known: true, service: 'backend', title: 'Backend' },
      ...{ replicas: 3, perReplica: 50, needed: 150, limit: 100, others: 0, reserved: 3, raiseTo: 200, fit: 2 },
    });
  });

  it('lets it pass once the limit is what it says to raise to', () => {
    for (const to of [2, 3, 10]) assert.equal(guard(1, to, guard(1, to, 100).raiseTo).verdict, 'pass', `${to}`);
    assert.equal(guard(1, 10, 100).raiseTo, 550);
  });

  it('counts others, and offers no count at or below the present one', () => {
    assert.equal(guard(1, 2, 150, 60).verdict, 'block');
    assert.deepEqual([guard(1, 2, 150, 60).fit, guard(0, 2, 150, 60).fit], [undefined, 1]);
    assert.equal(guard(2, 3, 100).fit, undefined);
  });

  it('warns with the words of the database where that does not tell', () => {
    assert.deepEqual(connectionsGuard(changeOf('backend', 1, 2), fail('no replica of postgres runs'), 50, 'postgres'), {
      ...{ guard: 'connections', verdict: 'warn', known: false, service: 'backend', title: 'backend' },
      ...{ problem: 'no replica of postgres runs', database: 'postgres' },
    });
  });

  it('offers only what is better than the plan, the largest of it, and above what there is', () => {
    const ranks = { pass: 0, warn: 1, block: 2 };
    const counts = fc.nat({ max: 30 });
    fc.assert(
      fc.property(
        counts,
        fc.integer({ min: 1, max: 30 }),
        fc.nat({ max: 2000 }),
        fc.nat({ max: 300 }),
        (from, more, limit, others) => {
          const to = from + more;
          const { verdict, fit } = guard(from, to, limit, others);
          const at = (count: number): number => ranks[guard(from, count, limit, others).verdict];
          const between = Array.from({ length: more - 1 }, (_, index) => to - 1 - index);
          const expected = [0, 1]
            .filter((rank) => rank < ranks[verdict])
            .map((rank) => between.find((count) => at(count) <= rank))
            .find((count) => count !== undefined);
          assert.equal(fit, expected);
        },
      ),
    );
  });
});
