import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Measured } from '../../../../../src/core/operation/run/measured.js';
import { blindBetween, worsenedBetween } from '../../../../../src/core/operation/run/worsened.js';
import { compareLevels, type Level } from '../../../../../src/core/policy/level.js';
import { figure, measuredOf, measuredService } from '../../../support/measured.js';

const levels: readonly Level[] = ['normal', 'unknown', 'warning', 'critical'];
const one = (level: Level): Measured => measuredOf(measuredService('web', { level }));

describe('what became worse between two moments', () => {
  it('is what rose to an alarm, with what shows it', () => {
    const before = measuredOf(measuredService('web'), measuredService('db', { level: 'warning' }));
    const after = measuredOf(
      measuredService('web', {
        level: 'critical',
        figures: [figure('cpu', 75, 'warning'), figure('p95', 6100, 'critical')],
      }),
      measuredService('db', { level: 'warning', figures: [figure('cpu', 99, 'warning')] }),
    );
    assert.deepEqual(worsenedBetween(before, after), [
      { title: 'Web', from: 'normal', to: 'critical', rule: 'the p95' },
    ]);
  });

  it('names no figure where the replicas are what is wrong', () => {
    const after = measuredOf(measuredService('web', { level: 'warning', ready: 2, figures: [figure('cpu', 20)] }));
    assert.deepEqual(worsenedBetween(one('normal'), after), [
      { title: 'Web', from: 'normal', to: 'warning', rule: '' },
    ]);
  });

  it('does not take tasks that went out of sight for missing figures', () => {
    const blind = (now: Partial<Measured['services'][number]>): readonly string[] =>
      blindBetween(one('normal'), measuredOf(measuredService('web', { level: 'unknown', ...now })));
    assert.deepEqual(blind({}), ['Web']);
    assert.deepEqual(blind({ isElsewhere: true }), []);
    assert.deepEqual(blindBetween(one('normal'), measuredOf()), ['Web']);
  });

  it('goes on with a service that grows while more is asked of it, and stops for whatever else is worse there', () => {
    const before = measuredOf(measuredService('worker', { level: 'warning' }), measuredService('web'));
    const queue = { ...figure('waiting', 900, 'critical'), isDemand: true } as const;
    const worse = (
      now: Partial<Measured['services'][number]>,
      grown: readonly string[] = ['worker'],
    ): readonly string[] =>
      worsenedBetween(
        before,
        measuredOf(measuredService('worker', { level: 'critical', ...now }), measuredService('web')),
        new Set(grown),
      ).map(({ title, rule }) => `${title}: ${rule}`);
    assert.deepEqual(worse({ figures: [queue, figure('cpu', 70, 'warning')] }), []);
    assert.deepEqual(worse({ figures: [queue] }, ['web']), ['Worker: the waiting']);
    assert.deepEqual(worse({ figures: [queue, figure('cpu', 95, 'critical')] }), ['Worker: the cpu']);
    assert.deepEqual(worse({ figures: [queue], replicas: 6, ready: 5 }), ['Worker: the waiting']);
    assert.deepEqual(worse({ figures: [figure('waiting', 900, 'critical')] }), ['Worker: the waiting']);
    assert.deepEqual(worse({ figures: [{ ...queue, level: 'warning' }] }), ['Worker: ']);
  });

  it('says nothing of services that were not there before', () => {
    assert.deepEqual(worsenedBetween(measuredOf(), one('critical')), []);
  });

  it('counts an alarm after not knowing, and never one that was there or went down, for all pairs of levels', () => {
    const worse = levels.flatMap((from) =>
      levels.filter((to) => worsenedBetween(one(from), one(to)).length > 0).map((to) => `${from} ${to}`),
    );
    assert.deepEqual(worse, [
      'normal warning',
      'normal critical',
      'unknown warning',
      'unknown critical',
      'warning critical',
    ]);
  });

  it('is blind where a level was known by a figure that is not, and where the service is gone', () => {
    const of = (level: Level): Measured =>
      measuredOf(
        measuredService('web', { level, figures: [figure('cpu', level === 'unknown' ? undefined : 50, level)] }),
      );
    const blind = levels.flatMap((from) =>
      levels.filter((to) => blindBetween(of(from), of(to)).length > 0).map((to) => `${from} ${to}`),
    );
    assert.deepEqual(blind, ['normal unknown', 'warning unknown', 'critical unknown']);
    assert.deepEqual(blindBetween(one('normal'), one('unknown')), ['Web']);
    assert.deepEqual(blindBetween(of('warning'), one('unknown')), ['Web']);
    assert.deepEqual(blindBetween(one('normal'), measuredOf()), ['Web']);
    assert.deepEqual(blindBetween(one('warning'), measuredOf()), ['Web']);
    assert.deepEqual(blindBetween(one('unknown'), measuredOf()), []);
  });

  it('is not blind where replicas alone were what was wrong: they are there again, and no figure was known before either', () => {
    for (const level of ['warning', 'critical'] as const) {
      assert.deepEqual(blindBetween(one(level), one('unknown')), []);
      const figures = [figure('cpu', undefined, 'unknown'), figure('p95', 80)];
      const [then, now] = [level, 'unknown' as const].map((its) =>
        measuredOf(measuredService('web', { level: its, figures })),
      );
      assert.ok(then && now);
      assert.deepEqual(blindBetween(then, now), []);
    }
  });

  it('finds each service at most once, as worse or as blind, and only what is worse by the order of levels', () => {
    const service = fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), level: fc.constantFrom(...levels) });
    const moment = fc
      .uniqueArray(service, { selector: ({ name }) => name })
      .map((all) => measuredOf(...all.map(({ name, level }) => measuredService(name, { level }))));
    fc.assert(
      fc.property(moment, moment, (before, after) => {
        const worse = worsenedBetween(before, after);
        const blind = blindBetween(before, after);
        const titles = [...worse.map(({ title }) => title), ...blind];
        assert.equal(new Set(titles).size, titles.length);
        assert.ok(worse.every(({ from, to }) => compareLevels(to, from) > 0 && to !== 'unknown'));
        assert.deepEqual([worsenedBetween(after, after), blindBetween(after, after)], [[], []]);
      }),
    );
  });
});
