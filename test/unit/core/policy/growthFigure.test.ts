import assert from 'node:assert/strict';
import { growthFigure } from '../../../../src/core/policy/growthFigure.js';
import { emptyServiceMemory, type ServiceMemory } from '../../../../src/core/policy/serviceMemory.js';
import type { Metric } from '../../../../src/core/runbook/metric.js';
import { usageMetrics } from '../../../../src/core/runbook/usageMetrics.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { containerRecord } from '../../support/containerRecord.js';
import { now, serviceOfRecords } from '../../support/stacks.js';

const minuteMs = 60_000;
const tauMs = 90 * minuteMs;
const growthMetric = usageMetrics.find(({ id }) => id === 'memoryGrowth');
assert.ok(growthMetric);

/** Memory every minute for so long, in percent of the limit. */
const memory = (minutes: number, at: (minute: number) => number, metric = 'memoryAverage'): ServiceMemory => ({
  ...emptyServiceMemory,
  histories: {
    [metric]: Array.from({ length: minutes + 1 }, (_, index) => ({
      tauMs: tauMs - (minutes - index) * minuteMs,
      value: at(index),
    })),
  },
});
const startedAgo = (minutes: number, number = 1): ContainerRecord =>
  containerRecord('web', number, { startedAt: now - minutes * minuteMs });
const old = startedAgo(600);
const grow = (
  seen: ServiceMemory,
  records: readonly ContainerRecord[] = [old],
  metrics: readonly Metric[] = usageMetrics,
) => growthFigure(growthMetric, metrics, serviceOfRecords(...records), seen, tauMs, now)[0];

describe('the growth of memory as a figure', () => {
  it('is in percent of where it was an hour ago', () => {
    assert.deepEqual(
      // From 40 to 46 % of the limit.
      { ...grow(memory(60, (minute) => 40 + minute / 10)), value: undefined },
      {
        serviceId: 'compose:shop/web',
        metric: 'memoryGrowth',
        value: undefined,
        complete: true,
        at: now,
        sourceAt: undefined,
        source: 'Docker',
        problem: '',
      },
    );
    const { value } = grow(memory(60, (minute) => 40 + minute / 10)) ?? {};
    assert.ok(value !== undefined && Math.abs(value - 15) < 0.3, String(value));
  });

  it('is zero of what stays or falls', () => {
    assert.equal(grow(memory(60, () => 40))?.value, 0);
    assert.equal(grow(memory(60, (minute) => 60 - minute / 10))?.value, 0);
  });

  it('is unknown, with why, while too little was seen', () => {
    const rising = (minute: number): number => 40 + minute / 10;
    const few = memory(60, rising);
    const history = few.histories['memoryAverage'] ?? [];
    const cases = [
      [emptyServiceMemory, [old], /45 minutes of readings/],
      [memory(30, rising), [old], /45 minutes of readings/],
      [
        { ...few, histories: { memoryAverage: history.filter((_, index) => index % 2 === 0) } },
        [old],
        /too many readings are missing/,
      ],
      [memory(60, rising), [old, startedAgo(20, 2)], /started anew less than 45 minutes ago/],
      [memory(60, () => 0), [old], /nothing to compare/],
    ] as const;
    for (const [seen, records, words] of cases) {
      const figure = grow(seen, records);
      assert.deepEqual([figure?.value, figure?.complete], [undefined, false], String(words));
      assert.match(figure?.problem ?? '', words);
    }
  });

  it('does not take a start of before for one within the hour, nor one by a clock that runs ahead for none', () => {
    const rising = memory(60, (minute) => 40 + minute / 10);
    assert.ok((grow(rising, [old, startedAgo(61, 2)])?.value ?? 0) > 10);
    assert.equal(grow(rising, [old, startedAgo(-5, 2)])?.value, undefined);
    assert.ok((grow(rising, [containerRecord('web', 1, { startedAt: undefined })])?.value ?? 0) > 10);
  });

  it('is taken from the average of memory by whatever name the runbook has for it', () => {
    const named = usageMetrics.map((metric) => (metric.id === 'memoryAverage' ? { ...metric, id: 'ram' } : metric));
    const rising = (minute: number): number => 40 + minute / 10;
    assert.ok((grow(memory(60, rising, 'ram'), [old], named)?.value ?? 0) > 10);
    assert.match(grow(memory(60, rising), [old], named)?.problem ?? '', /45 minutes/);
    assert.match(grow(memory(60, rising), [old], [growthMetric])?.problem ?? '', /no metric of the runbook/);
  });

  it('is no figure of any other metric', () => {
    const service = serviceOfRecords(old);
    const seen = memory(60, (minute) => 40 + minute / 10);
    const others = usageMetrics.filter(({ id }) => id !== 'memoryGrowth');
    assert.equal(others.length, 4);
    for (const metric of others) assert.deepEqual(growthFigure(metric, usageMetrics, service, seen, tauMs, now), []);
  });
});
