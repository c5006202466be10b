import assert from 'node:assert/strict';
import type { Figure } from '../../../../src/core/policy/figure.js';
import {
  emptyServiceMemory,
  rulesOn,
  takeFigures,
  type ServiceMemory,
} from '../../../../src/core/policy/serviceMemory.js';
import { describeSignal } from '../../../../src/core/policy/signal/describeSignal.js';
import { bundledRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../../src/core/runbook/runbook.js';

const intervalMs = 15_000;
const figure = (metric: string, value: number | undefined, at: number, changes: Partial<Figure> = {}): Figure => ({
  serviceId: 'compose:team/pdf-worker',
  metric,
  value,
  complete: value !== undefined,
  at,
  sourceAt: undefined,
  source: 'test',
  problem: value === undefined ? 'no answer' : '',
  ...changes,
});
const take = (
  memory: ServiceMemory,
  tauMs: number,
  figures: readonly Figure[],
  runbook: Runbook = bundledRunbook,
  service = 'pdf-worker',
): ServiceMemory => takeFigures(memory, service, runbook, figures, tauMs, tauMs, () => intervalMs);
const valuesOf = (memory: ServiceMemory, metric = 'jobsWaiting'): readonly (readonly [number, number])[] =>
  (memory.histories[metric] ?? []).map(({ tauMs, value }) => [tauMs, value]);
const levelOf = (memory: ServiceMemory, rule: string, tauMs: number): string | undefined => {
  const signal = memory.signals[rule];
  return signal && describeSignal(signal.state, signal.rule, tauMs, intervalMs).level;
};

describe('what is remembered of a service', () => {
  it('is each figure, in its history, as the newest, and by the rules on its metric', () => {
    const memory = take(emptyServiceMemory, 1000, [figure('jobsWaiting', 263, 5), figure('jobsActive', 3, 5)]);
    assert.deepEqual(valuesOf(memory), [[1000, 263]]);
    assert.equal(memory.figures['jobsActive']?.value, 3);
    assert.equal(levelOf(memory, 'jobs-waiting', 1000), 'critical');
    assert.equal(levelOf(memory, 'queue-wait', 1000), 'unknown');
    assert.deepEqual(
      Object.keys(memory.signals),
      rulesOn(bundledRunbook, 'pdf-worker').map(({ id }) => id),
    );
  });

  it('is nothing new where the same figure comes again, however often it is looked at', () => {
    const one = figure('jobsWaiting', 263, 5);
    let memory = take(emptyServiceMemory, 1000, [one]);
    for (let tauMs = 2000; tauMs < 60_000; tauMs += 1000) memory = take(memory, tauMs, [one]);
    assert.deepEqual(valuesOf(memory), [[1000, 263]]);
    assert.equal(memory.signals['jobs-waiting']?.state.newest?.tauMs, 1000);
    assert.deepEqual(valuesOf(take(memory, 60_000, [figure('jobsWaiting', 263, 6)])).at(-1), [60_000, 263]);
    assert.deepEqual(valuesOf(take(memory, 60_000, [figure('jobsWaiting', 9, 5)])).at(-1), [60_000, 9]);
  });

  it('keeps what was seen when a figure has no value, and says why', () => {
    let memory = take(emptyServiceMemory, 1000, [figure('jobsWaiting', 263, 5)]);
    for (const [index, value] of [undefined, NaN, Infinity].entries())
      memory = take(memory, 16_000 + index, [figure('jobsWaiting', value, 20 + index, { problem: 'late' })]);
    assert.deepEqual(valuesOf(memory), [[1000, 263]]);
    assert.equal(memory.figures['jobsWaiting']?.problem, 'late');
    assert.equal(levelOf(memory, 'jobs-waiting', 16_002), 'critical', 'nothing is no all-clear');
  });

  it('has what is not complete as an alarm, and not in the history that calm is told from', () => {
    const memory = take(emptyServiceMemory, 1000, [
      figure('jobsWaiting', 263, 5, { complete: false }),
      figure('cpuAverage', 3, 5, { complete: false }),
    ]);
    assert.deepEqual([valuesOf(memory), valuesOf(memory, 'cpuAverage')], [[], []]);
    assert.equal(levelOf(memory, 'jobs-waiting', 1000), 'critical');
  });

  it('forgets of a rule what it was before it changed, and keeps the others', () => {
    const memory = take(emptyServiceMemory, 1000, [figure('jobsWaiting', 263, 5), figure('queueWait', 200_000, 5)]);
    const changed = {
      ...bundledRunbook,
      rules: bundledRunbook.rules.map((rule) =>
        rule.id === 'jobs-waiting' && rule.critical ? { ...rule, critical: { ...rule.critical, value: 500 } } : rule,
      ),
    };
    const after = take(memory, 2000, [], changed);
    assert.notEqual(levelOf(after, 'jobs-waiting', 2000), 'critical');
    assert.equal(levelOf(after, 'queue-wait', 2000), 'critical');
    assert.equal(take(memory, 2000, [], { ...bundledRunbook, rules: [] }).signals['jobs-waiting'], undefined);
  });

  it('does not change what it was made from, and survives JSON', () => {
    const memory = take(emptyServiceMemory, 1000, [figure('jobsWaiting', 263, 5)]);
    const before = JSON.stringify(memory);
    const next = take(memory, 16_000, [figure('jobsWaiting', 10, 20)]);
    assert.equal(JSON.stringify(memory), before);
    assert.deepEqual(emptyServiceMemory.histories, {});
    const reloaded = JSON.parse(before) as ServiceMemory;
    const resumed = take(reloaded, 16_000, [figure('jobsWaiting', 10, 20)]);
    assert.equal(JSON.stringify(resumed), JSON.stringify(next));
  });
});

describe('the rules on a service', () => {
  const idsOn = (service: string): readonly string[] => rulesOn(bundledRunbook, service).map(({ id }) => id);

  it('are those whose metric is measured of it, in the order of the runbook', () => {
    assert.ok(idsOn('pdf-worker').includes('jobs-waiting') && !idsOn('pdf-worker').includes('p95'));
    assert.ok(idsOn('backend').includes('p95') && !idsOn('backend').includes('jobs-waiting'));
    const all = bundledRunbook.rules.map(({ id }) => id);
    assert.deepEqual(
      idsOn('backend'),
      all.filter((id) => idsOn('backend').includes(id)),
    );
  });

  it('are those on every service alone, of one that the runbook does not name', () => {
    const onAll = bundledRunbook.metrics.filter(({ services }) => services === 'all').map(({ id }) => id);
    const rules = rulesOn(bundledRunbook, 'redis');
    assert.ok(rules.length > 0 && rules.every(({ metric }) => onAll.includes(metric)));
  });
});
