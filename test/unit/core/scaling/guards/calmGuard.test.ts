import assert from 'node:assert/strict';
import { calmFrom, calmGuards } from '../../../../../src/core/scaling/guards/calmGuard.js';
import type { CalmGuard } from '../../../../../src/core/scaling/guards/guard.js';
import type { Refusal } from '../../../../../src/core/policy/decision.js';
import { bundledRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import { planOf } from '../../../support/guardedChanges.js';
import { now } from '../../../support/stacks.js';

const hours: Refusal = { refusal: 'business-hours', until: now + 5 };
const errors: Refusal = { refusal: 'signal-not-normal', metric: 'errorRate', until: undefined };
const spike: Refusal = { refusal: 'spike-expected', title: 'Exam', at: now + 2, count: 5, until: now + 9 };

function calm(refusals: readonly Refusal[] | undefined, to = 3, isLenient = false): CalmGuard {
  const plan = planOf('pdf-worker', 10, to);
  const [guard] = calmGuards({ plan, refusals, metrics: bundledRunbook.metrics, isLenient, now });
  return guard ?? assert.fail('no guard');
}

describe('calmGuards', () => {
  it('is of what goes down alone', () => {
    const given = { refusals: [hours], metrics: [], isLenient: false, now };
    for (const plan of [planOf('web', 1, 2), planOf('web', 2, 2), planOf('web', 3, 2, { kind: 'restart' })])
      assert.deepEqual(calmGuards({ ...given, plan }), []);
  });

  it('passes where nothing speaks against fewer', () => {
    const { verdict, known, against } = calm([]);
    assert.deepEqual([verdict, known, against], ['pass', true, []]);
  });

  it('blocks where something does, and only warns a stack without rules or on the way back', () => {
    assert.equal(calm([hours]).verdict, 'block');
    assert.equal(calm([hours], 3, true).verdict, 'warn');
  });

  it('takes what nobody has looked at for unknown, and not for calm', () => {
    assert.deepEqual([calm(undefined).verdict, calm(undefined).known], ['block', false]);
    assert.equal(calm(undefined, 3, true).verdict, 'warn');
    assert.equal(calmFrom(calm(undefined)), undefined);
  });

  it('does not mind what is expected and needs no more than what is left', () => {
    assert.deepEqual([calm([spike], 4).verdict, calm([spike], 5).verdict], ['block', 'pass']);
  });

  it('puts errors first, and knows each metric as people do', () => {
    const unknown: Refusal = { refusal: 'signal-unknown', metric: 'p95', until: undefined };
    const high: Refusal = { refusal: 'signal-not-normal', metric: 'cpuAverage', until: undefined };
    const { against } = calm([unknown, hours, high, errors]);
    assert.deepEqual(
      against.map(({ refusal, metric }) => [refusal.refusal, metric?.id]),
      [
        ['signal-not-normal', 'errorRate'],
        ['signal-not-normal', 'cpuAverage'],
        ['signal-unknown', 'p95'],
        ['business-hours', undefined],
      ],
    );
    assert.equal(against[0]?.metric?.unit, 'percent');
  });

  it('can say from when it is calm where time alone decides', () => {
    assert.equal(calmFrom(calm([hours, spike], 3)), now + 9);
    assert.equal(calmFrom(calm([hours, errors])), undefined);
    assert.equal(calmFrom(calm([])), undefined);
  });
});
