import assert from 'node:assert/strict';
import { bundledRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import { levelLook } from '../../../../../src/view/words/policy/levelWords.js';
import {
  amount,
  boundText,
  crossedBound,
  measured,
  signalText,
} from '../../../../../src/view/words/policy/metricWords.js';
import { signalOf } from '../../../support/signals.js';

describe('metricWords', () => {
  it('writes a value with the bound that it crossed', () => {
    assert.equal(signalText(signalOf('cpu-average', 84, { level: 'critical' })), 'CPU 84 % (> 80 %)');
    assert.equal(signalText(signalOf('cpu-average', 70, { level: 'warning' })), 'CPU 70 % (60-80 %)');
    assert.equal(signalText(signalOf('cpu-average', 20)), 'CPU 20 %');
    assert.equal(signalText(signalOf('cpu-average', undefined)), 'CPU unknown');
    assert.equal(signalText(signalOf('memory-peak', 96, { level: 'critical' })), 'memory peak 96 % (> 90 %)');
    assert.equal(signalText(signalOf('p95', 2400, { level: 'warning' })), 'p95 2.4 s (2-5 s)');
    assert.equal(signalText(signalOf('p50', 700, { level: 'warning' })), 'p50 700 ms (500 ms-1 s)');
    assert.equal(signalText(signalOf('jobs-waiting', 263, { level: 'critical' })), '263 waiting jobs (> 200)');
    assert.equal(signalText(signalOf('error-rate', 0.4)), 'error rate 0.4 %');
    assert.equal(signalText(signalOf('server-errors', 1.5, { level: 'warning' })), '5xx errors 1.5 % (0.5-2 %)');
  });

  it('says how long a bound has to be crossed', () => {
    assert.equal(crossedBound(signalOf('cpu-sustained', 75, { level: 'warning' })), '> 70 % for 10 min');
    assert.equal(crossedBound(signalOf('cpu-sustained', 85, { level: 'critical' })), '> 80 % for 5 min');
  });

  it('shows no figure of some replicas as that of all', () => {
    assert.equal(signalText(signalOf('cpu-average', 20, { level: 'unknown' })), 'CPU unknown');
  });

  it('writes the bounds as the tables have them', () => {
    const bounds = bundledRunbook.rules.map((rule) => {
      const unit = bundledRunbook.metrics.find(({ id }) => id === rule.metric)?.unit ?? 'count';
      return `${rule.id}: ${boundText(rule, 'warning', unit)} | ${boundText(rule, 'critical', unit)}`;
    });
    assert.deepEqual(bounds, [
      'cpu-average: 60-80 % | > 80 %',
      'cpu-peak: 80-90 % | > 90 %',
      'cpu-sustained: > 70 % for 10 min | > 80 % for 5 min',
      'memory-average: 60-80 % | > 80 %',
      'memory-peak: 80-90 % | > 90 %',
      'memory-growth: 5-10 % an hour | > 10 % an hour',
      'p50: 500 ms-1 s | > 1 s',
      'p95: 2-5 s | > 5 s',
      'p99: 5-10 s | > 10 s',
      'error-rate: 1-5 % | > 5 %',
      'server-errors: 0.5-2 % | > 2 %',
      'timeouts: 0.1-1 % | > 1 %',
      'jobs-waiting: 50-200 | > 200',
      'queue-wait: 30 s-2 min | > 2 min',
      'processing-time: 30-60 s | > 60 s',
      'active-connections: 30-40 | > 40',
      'pool-usage: 60-80 % | > 80 %',
      'connection-wait: 100 ms-1 s | > 1 s',
      'concurrent-users: > 1000 | none',
    ]);
  });

  it('never shows a missing value as a number', () => {
    for (const unit of ['percent', 'percentPerHour', 'ms', 'jobs', 'connections', 'users', 'count'] as const)
      assert.equal(amount(undefined, unit), 'unknown');
  });

  it('lets no title break a line or make an icon', () => {
    const metric = { ...signalOf('cpu-average', 1).metric, title: 'a\n$(error)' };
    assert.equal(measured(metric, 5), 'a $\u2060(error) 5 %');
  });
});

describe('levelLook', () => {
  it('is quiet about what is normal, and has an icon of its own for the rest', () => {
    assert.equal(levelLook.normal.color, undefined);
    const others = [levelLook.warning, levelLook.critical, levelLook.unknown];
    assert.equal(new Set(others.map(({ icon }) => icon)).size, 3);
    assert.equal(new Set(others.map(({ color }) => color)).size, 3);
  });
});
