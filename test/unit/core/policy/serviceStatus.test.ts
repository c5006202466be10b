import assert from 'node:assert/strict';
import fc from 'fast-check';
import { statusOf, type ServiceStatus } from '../../../../src/core/policy/serviceStatus.js';
import type { Reading } from '../../../../src/core/policy/reading.js';
import { defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import { containerRecord } from '../../support/containerRecord.js';
import { policiesOf } from '../../support/policies.js';
import { liveState, now, reading, replicas, serviceOfRecords } from '../../support/stacks.js';

const [one, two] = ['compose:shop/web#1', 'compose:shop/web#2'];

const statusWith = (readings: readonly (readonly [string, Reading])[], unhealthy = false): ServiceStatus => {
  const records = [containerRecord('web', 1), containerRecord('web', 2, unhealthy ? { health: 'unhealthy' } : {})];
  const state = liveState(records, { readings: new Map(readings), policies: new Map() });
  const service = serviceOfRecords(...records);
  return statusOf(service, policiesOf(state, now).get(service.id), defaultRunbook);
};

describe('serviceStatus', () => {
  it('is normal with all replicas ready and all readings in bounds, and names no cause', () => {
    const status = statusWith([
      [one, reading(20)],
      [two, reading(30)],
    ]);
    assert.deepEqual([status.level, status.cause], ['normal', undefined]);
  });

  it('names the signal that makes the level', () => {
    const status = statusWith([
      [one, reading(20, 10)],
      [two, reading(95, 85)],
    ]);
    assert.deepEqual([status.level, status.cause?.metric.id, status.cause?.value], ['critical', 'cpuPeak', 95]);
  });

  it('names no signal where the condition of the replicas is as bad', () => {
    const status = statusWith(
      [
        [one, reading(70)],
        [two, reading(70)],
      ],
      true,
    );
    assert.deepEqual([status.level, status.cause], ['warning', undefined]);
  });

  it('names the signal that is worse than the condition', () => {
    const status = statusWith(
      [
        [one, reading(95)],
        [two, reading(95)],
      ],
      true,
    );
    assert.deepEqual([status.level, status.cause?.metric.id], ['critical', 'cpuAverage']);
  });

  it('is unknown without readings, and says by which signal', () => {
    const status = statusWith([]);
    assert.deepEqual([status.level, status.cause?.metric.id], ['unknown', 'cpuAverage']);
  });

  it('asks nothing of the load where nothing runs', () => {
    const job = serviceOfRecords(...replicas('migrate', 1, { state: 'exited', exitCode: 0, health: 'none' }));
    const status = statusOf(job, undefined, defaultRunbook);
    assert.deepEqual([status.level, status.signals], ['normal', []]);
    const gone = serviceOfRecords(...replicas('web', 1, { state: 'exited', exitCode: 1 }));
    assert.deepEqual(statusOf(gone, undefined, defaultRunbook).level, 'critical');
  });

  it('is normal only with a reading in bounds for every running replica', () => {
    const figure = fc.option(fc.double({ min: 0, max: 120, noNaN: true }), { nil: undefined });
    fc.assert(
      fc.property(figure, figure, figure, figure, (cpuOne, memoryOne, cpuTwo, memoryTwo) => {
        const make = (cpuPercent: number | undefined, memoryPercent: number | undefined): Reading => ({
          ...reading(cpuPercent),
          memoryPercent,
        });
        const { level } = statusWith([
          [one, make(cpuOne, memoryOne)],
          [two, make(cpuTwo, memoryTwo)],
        ]);
        const values = [cpuOne, memoryOne, cpuTwo, memoryTwo];
        if (values.includes(undefined)) assert.notEqual(level, 'normal');
        if (values.every((value) => value !== undefined && value < 60)) assert.equal(level, 'normal');
      }),
    );
  });
});
