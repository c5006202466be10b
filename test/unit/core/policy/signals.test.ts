import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareLevels, type Level } from '../../../../src/core/policy/level.js';
import type { Reading } from '../../../../src/core/policy/reading.js';
import { metricNames, signalsOf, type Signal } from '../../../../src/core/policy/signals.js';
import { defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import type { MetricName } from '../../../../src/core/runbook/runbook.js';
import { containerRecord } from '../../support/containerRecord.js';
import { reading, replicas, serviceOfRecords } from '../../support/stacks.js';

/** Signals of a service with one replica for each reading; undefined is a replica that could not be read. */
function signals(readings: readonly (Reading | undefined)[]): Record<MetricName, Signal> {
  const service = serviceOfRecords(...replicas('web', readings.length));
  const known = readings.flatMap((one, index) => (one ? [[`compose:shop/web#${index + 1}`, one] as const] : []));
  const found = signalsOf(service, new Map(known), defaultRunbook);
  return Object.fromEntries(found.map((signal) => [signal.metric, signal])) as Record<MetricName, Signal>;
}

const levelsOf = (found: Record<MetricName, Signal>): readonly Level[] => metricNames.map((name) => found[name].level);

describe('signals', () => {
  it('takes the average and the peak over the replicas, with the bounds of the runbook', () => {
    const found = signals([reading(40, 30), reading(85, 50), reading(70, 91)]);
    assert.deepEqual(
      metricNames.map((name) => [name, found[name].value, found[name].level]),
      [
        ['cpuAverage', 65, 'warning'],
        ['cpuPeak', 85, 'warning'],
        ['memoryAverage', 57, 'normal'],
        ['memoryPeak', 91, 'critical'],
      ],
    );
    assert.deepEqual(
      [found.cpuPeak.warning, found.cpuPeak.critical, found.cpuAverage.warning, found.cpuAverage.critical],
      [80, 90, 60, 80],
    );
  });

  it('gives no all-clear while a replica could not be read', () => {
    assert.deepEqual(levelsOf(signals([reading(10, 10), undefined])), ['unknown', 'unknown', 'unknown', 'unknown']);
    assert.deepEqual(levelsOf(signals([undefined])), ['unknown', 'unknown', 'unknown', 'unknown']);
    assert.equal(signals([undefined]).cpuPeak.value, undefined);
  });

  it('keeps an alarm while another replica could not be read', () => {
    assert.deepEqual(levelsOf(signals([reading(95, 85), undefined])), ['critical', 'critical', 'critical', 'warning']);
  });

  it('knows memory where only the CPU is not known yet', () => {
    assert.deepEqual(levelsOf(signals([reading(undefined, 20)])), ['unknown', 'unknown', 'normal', 'normal']);
  });

  it('does not count stopped replicas, whatever reading they left behind', () => {
    const service = serviceOfRecords(
      containerRecord('web', 1),
      containerRecord('web', 2, { state: 'exited', exitCode: 1 }),
    );
    const readings = new Map([['compose:shop/web#1', reading(20)]]);
    assert.deepEqual(
      signalsOf(service, readings, defaultRunbook).map(({ level }) => level),
      ['normal', 'normal', 'normal', 'normal'],
    );
    const stale = new Map([...readings, ['compose:shop/web#2', reading(100, 100)] as const]);
    assert.equal(
      signalsOf(service, stale, defaultRunbook).every(({ level }) => level === 'normal'),
      true,
    );
  });

  const percent = fc.double({ min: 0, max: 130, noNaN: true });
  const figures = fc.array(fc.option(fc.tuple(percent, percent), { nil: undefined }), { minLength: 1, maxLength: 6 });
  const toReadings = (given: readonly (readonly [number, number] | undefined)[]): readonly (Reading | undefined)[] =>
    given.map((pair) => pair && reading(pair[0], pair[1]));

  it('never lowers a level when a reading rises', () => {
    fc.assert(
      fc.property(figures, fc.nat(), percent, (given, which, raise) => {
        const at = which % given.length;
        const raised = given.map((pair, index) =>
          pair && index === at ? ([pair[0] + raise, pair[1] + raise] as const) : pair,
        );
        const before = signals(toReadings(given));
        const after = signals(toReadings(raised));
        return metricNames.every((name) => compareLevels(after[name].level, before[name].level) >= 0);
      }),
    );
  });

  it('is never normal while a replica is unknown, and loses no peak alarm to one', () => {
    fc.assert(
      fc.property(figures, (given) => {
        const found = signals(toReadings(given));
        if (given.includes(undefined)) assert.ok(levelsOf(found).every((level) => level !== 'normal'));
        const known = given.filter((pair) => pair !== undefined);
        assert.equal(
          found.cpuPeak.level === 'critical',
          known.some(([cpu]) => cpu > 90),
        );
        assert.equal(
          found.memoryPeak.level === 'critical',
          known.some(([, memory]) => memory > 90),
        );
      }),
    );
  });
});
