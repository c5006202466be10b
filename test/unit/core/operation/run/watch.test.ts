import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Watch, WatchLook } from '../../../../../src/core/operation/operation.js';
import {
  changedSomething,
  lookAt,
  nextLookAt,
  sharesService,
  verdictOf,
  watchedAgainst,
} from '../../../../../src/core/operation/run/watch.js';
import type { Stage } from '../../../../../src/core/operation/stage.js';
import { measuredOf, measuredService } from '../../../support/measured.js';
import { endedOperation, operation, operationPlan, scaleStage } from '../../../support/teamOperations.js';

const minute = 60_000;
const watchOf = (...looks: readonly WatchLook[]): Watch => ({
  until: 60 * minute,
  everyMs: 10 * minute,
  looks,
  verdict: undefined,
});
const look = (at: number, found: 'calm' | 'worse' | 'blind' = 'calm'): WatchLook => ({
  at: at * minute,
  worsened: found === 'worse' ? [{ title: 'Web', from: 'normal', to: 'warning', rule: 'CPU' }] : [],
  blind: found === 'blind' ? ['Web'] : [],
});

describe('the looks of a watch', () => {
  it('are at even distances, the last one at the end', () => {
    const times: number[] = [];
    for (let now = 0; ;) {
      const next = nextLookAt(watchOf(...times.map((at) => look(at / minute))), 0, now);
      if (next === undefined) break;
      times.push((now = next));
    }
    assert.deepEqual(
      times.map((at) => at / minute),
      [10, 20, 30, 40, 50, 60],
    );
  });

  it('are not made up for', () => {
    assert.equal(nextLookAt(watchOf(look(10)), 0, 35 * minute), 40 * minute);
    assert.equal(nextLookAt(watchOf(), 0, 60 * minute), 60 * minute);
    assert.equal(nextLookAt(watchOf(), 0, 60 * minute + 1), undefined);
    assert.equal(nextLookAt(watchOf(look(60)), 0, 59 * minute), undefined);
  });

  it('begin with one when the operation has settled, which takes the place of no other', () => {
    const settled = { ...watchOf(), firstAt: 3 * minute };
    assert.equal(nextLookAt(settled, 0, 0), 3 * minute);
    assert.equal(nextLookAt(settled, 0, 3 * minute), 3 * minute);
    assert.equal(nextLookAt(settled, 0, 3 * minute + 1), 10 * minute, 'it is not made up for');
    assert.equal(nextLookAt({ ...settled, looks: [look(3)] }, 0, 3 * minute), 10 * minute);
    const often = { ...settled, everyMs: minute, looks: [look(1), look(2)] };
    assert.equal(nextLookAt({ ...often, firstAt: 2.5 * minute }, 0, 2.2 * minute), 2.5 * minute);
    assert.equal(nextLookAt({ ...settled, firstAt: 25 * minute }, 0, 0), 10 * minute);
    assert.equal(nextLookAt({ ...settled, firstAt: 59 * minute }, 0, 60 * minute + 1), undefined);
  });

  it('always lie ahead, in the watch, after the last one, and less than one distance away', () => {
    const time = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(
        time,
        fc.integer({ min: -5, max: 50_000 }),
        time,
        fc.option(time, { nil: undefined }),
        (until, everyMs, now, last) => {
          const looks = last === undefined ? [] : [{ at: last, worsened: [], blind: [] }];
          const next = nextLookAt({ until, everyMs, looks, verdict: undefined }, -1_000_000, now);
          const from = Math.max(now, (last ?? -1) + 1);
          if (next === undefined) return assert.ok(from > until);
          assert.ok(next >= from && next <= until && next - from < Math.max(1, everyMs));
          assert.equal((until - next) % Math.max(1, everyMs), 0);
        },
      ),
    );
  });
});

describe('the verdict of a watch', () => {
  const verdict = (...looks: readonly WatchLook[]): string => verdictOf(watchOf(...looks), 0);

  it('is worse after one worse look, whatever came after it', () => {
    assert.equal(verdict(look(10), look(20, 'worse'), look(30), look(60)), 'worse');
    assert.equal(verdict(look(60, 'blind'), look(20, 'worse')), 'worse');
  });

  it('is calm where half of the looks saw everything, the last one among them', () => {
    assert.equal(verdict(look(10), look(20), look(30), look(40), look(50), look(60)), 'calm');
    assert.equal(verdict(look(10), look(20, 'blind'), look(30, 'blind'), look(50), look(60)), 'calm');
    assert.equal(verdict(look(40), look(50), look(60.5)), 'calm');
  });

  it('is unknown where too little was seen', () => {
    assert.equal(verdict(), 'unknown');
    assert.equal(verdict(look(60)), 'unknown');
    assert.equal(verdict(look(50), look(60)), 'unknown');
    assert.equal(verdict(look(10), look(20), look(30), look(40), look(50)), 'unknown');
    assert.equal(verdict(look(10), look(20), look(30), look(40), look(50), look(60, 'blind')), 'unknown');
  });
});

describe('what a look is held against', () => {
  const before = measuredOf(measuredService('web', { replicas: 3 }));
  const after = measuredOf(measuredService('web', { replicas: 6, level: 'warning' }));
  const settling = { ...watchOf(), firstAt: 3 * minute };

  it('is how it was before, once the operation has settled: its last step has been looked at by nobody', () => {
    const settled = endedOperation('one', 'done', after, { before, watch: settling });
    assert.equal(watchedAgainst(settled, 3 * minute), before);
    assert.equal(watchedAgainst(settled, 3 * minute - 1), after, 'it has not settled yet');
    const early = { ...settling, looks: [look(1)] };
    assert.equal(watchedAgainst({ ...settled, watch: early }, 3 * minute), before);
    assert.equal(watchedAgainst(endedOperation('one', 'done', after, { watch: settling }), 3 * minute), after);
  });

  it('is how it was at the end for the looks after it, and where a look has stopped it already', () => {
    const looked = { ...settling, looks: [look(3)] };
    assert.equal(watchedAgainst(endedOperation('one', 'done', after, { before, watch: looked }), 10 * minute), after);
    assert.equal(
      watchedAgainst(endedOperation('one', 'done', after, { before, watch: watchOf() }), 10 * minute),
      after,
    );
    assert.equal(
      watchedAgainst(endedOperation('one', 'stopped', after, { before, watch: settling }), 3 * minute),
      after,
    );
    assert.equal(
      watchedAgainst(endedOperation('one', 'done', undefined, { before, watch: looked }), 10 * minute),
      before,
    );
  });

  it('keeps what it saw once it has settled, and only then', () => {
    assert.deepEqual(lookAt(before, after, true).measured, after);
    assert.equal('measured' in lookAt(before, after), false);
  });
});

describe('what an operation changed', () => {
  const stage = operation('one').stages[0];
  assert.ok(stage);
  const step = { name: 'shop-web-4', kind: 'create', at: 1, containerId: 'x' } as const;

  it('is something once a stage or a step of one is done', () => {
    const changed = (change: Partial<typeof stage>): boolean =>
      changedSomething(operation('one', { stages: [{ ...stage, phase: 'failed', ...change }] }));
    assert.equal(changed({ phase: 'done' }), true);
    assert.equal(changed({ steps: [{ ...step, phase: 'done' }] }), true);
    assert.equal(changed({ steps: [{ ...step, phase: 'failed' }] }), false);
    assert.equal(changed({}), false);
  });

  it('is a restart of the database that nobody saw the end of, and no other step of that kind', () => {
    const database = { ...scaleStage('db', 1, 1), stage: 'set-connections' } as const;
    const begun = { name: 'db-1', kind: 'restart', phase: 'begun', at: 1, containerId: 'a' } as const;
    const changed = (stage: Stage): boolean => {
      const one = operation('one', { plan: operationPlan({ stages: [stage] }) });
      return changedSomething({
        ...one,
        stages: one.stages.map((each) => ({ ...each, phase: 'unfinished', steps: [begun] })),
      });
    };
    assert.deepEqual([changed(database as Stage), changed(scaleStage('db', 1, 2))], [true, false]);
  });

  it('is nothing where it only waited', () => {
    const plan = operationPlan({ stages: [{ stage: 'observe', forMs: 1, after: 'up' }] });
    assert.equal(changedSomething(operation('one', { plan })), false);
  });

  it('is shared by operations of one service on one context', () => {
    const of = (service: string, context = 'here') =>
      operation(service, {
        plan: operationPlan({ context, stages: [scaleStage('api', 1, 2), scaleStage(service, 1, 2)] }),
      });
    const web = operation('web', { plan: operationPlan({ stages: [scaleStage('web', 1, 2)] }) });
    assert.equal(sharesService(web, of('web')), true);
    assert.equal(sharesService(web, of('db')), false);
    assert.equal(sharesService(web, of('web', 'there')), false);
  });
});
