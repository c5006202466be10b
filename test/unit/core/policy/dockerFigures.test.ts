import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dockerFigure, type MomentaryDockerFigure } from '../../../../src/core/policy/dockerFigures.js';
import type { Reading } from '../../../../src/core/policy/reading.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { containerRecord } from '../../support/containerRecord.js';
import { now, serviceOfRecords } from '../../support/stacks.js';

const all = [
  'cpuAverage',
  'cpuPeak',
  'memoryAverage',
  'memoryPeak',
] as const satisfies readonly MomentaryDockerFigure[];
const reading = (cpuPercent: number | undefined, memoryPercent: number | undefined = 10, at = now - 5): Reading => ({
  cpuPercent,
  memoryBytes: 1,
  memoryPercent,
  at,
});

/** One replica for each reading; `changes` are of the first. */
function figure(
  which: MomentaryDockerFigure,
  readings: readonly (Reading | undefined)[],
  changes: Partial<ContainerRecord> = {},
) {
  const records = readings.map((_, index) => containerRecord('web', index + 1, index === 0 ? changes : {}));
  const known = readings.flatMap((one, index) => (one ? [[`compose:shop/web#${index + 1}`, one] as const] : []));
  return dockerFigure(serviceOfRecords(...records), 'load', which, new Map(known), now);
}

describe('figures from Docker', () => {
  it('are the mean and the largest of the running replicas', () => {
    const readings = [reading(20, 5), reading(90, 7), reading(40, 9)];
    assert.deepEqual(
      all.map((which) => figure(which, readings).value),
      [50, 90, 7, 9],
    );
    assert.deepEqual(figure('cpuPeak', readings), {
      serviceId: 'compose:shop/web',
      metric: 'load',
      value: 90,
      complete: true,
      at: now - 5,
      sourceAt: now - 5,
      source: 'Docker',
      problem: '',
    });
  });

  it('are not complete without one of them', () => {
    for (const missing of [undefined, reading(undefined), reading(NaN), reading(Infinity)]) {
      const { value, complete, problem } = figure('cpuAverage', [reading(20), missing]);
      assert.deepEqual([value, complete, problem], [20, false, '']);
    }
    assert.equal(figure('memoryAverage', [reading(undefined, 30), reading(5, 30)]).complete, true);
  });

  it('do not miss a replica that is still starting, and count it once it is read', () => {
    const starting = { health: 'starting' } as const;
    assert.deepEqual(
      [
        figure('cpuAverage', [undefined, reading(20)], starting),
        figure('cpuAverage', [reading(60), reading(20)], starting),
      ].map(({ value, complete }) => [value, complete]),
      [
        [20, true],
        [40, true],
      ],
    );
    assert.equal(figure('cpuAverage', [undefined, reading(20)], { health: 'unhealthy' }).complete, false);
  });

  it('leave out replicas that do not run, readings or not', () => {
    for (const state of ['exited', 'paused', 'created', 'restarting'] as const) {
      const { value, complete } = figure('cpuAverage', [reading(60), reading(20)], { state });
      assert.deepEqual([value, complete], [20, true], state);
    }
  });

  it('are none, never zero, without a reading, and say why', () => {
    const unread = figure('cpuAverage', [undefined, reading(undefined)]);
    assert.deepEqual(
      [unread.value, unread.complete, unread.at, unread.sourceAt, unread.problem],
      [undefined, false, now, undefined, 'no reading of its CPU yet'],
    );
    assert.match(figure('memoryPeak', [undefined]).problem, /memory/);
    const ended = figure('cpuAverage', [reading(20)], { state: 'exited' });
    assert.deepEqual([ended.value, ended.problem], [undefined, 'no replica runs']);
    assert.equal(figure('cpuAverage', [reading(0)]).value, 0);
  });

  it('are as new as the newest reading in them', () => {
    const readings = [reading(20, 10, now - 9000), reading(30, 10, now - 4000), reading(undefined, 10, now)];
    assert.deepEqual([figure('cpuAverage', readings).at, figure('memoryPeak', readings).at], [now - 4000, now]);
  });

  it('grow with any replica, and lie between the least and the most busy', () => {
    const percent = fc.double({ min: 0, max: 120, noNaN: true });
    fc.assert(
      fc.property(fc.array(percent, { minLength: 1, maxLength: 12 }), fc.nat(), percent, (values, pick, more) => {
        const raised = values.map((value, index) => (index === pick % values.length ? value + more : value));
        for (const which of ['cpuAverage', 'cpuPeak'] as const) {
          const before =
            figure(
              which,
              values.map((value) => reading(value)),
            ).value ?? NaN;
          const after =
            figure(
              which,
              raised.map((value) => reading(value)),
            ).value ?? NaN;
          assert.ok(after >= before - 1e-9);
          assert.ok(before >= Math.min(...values) - 1e-9 && before <= Math.max(...values) + 1e-9);
        }
      }),
    );
  });
});
