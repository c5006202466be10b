import assert from 'node:assert/strict';
import { bundledRunbook, defaultRunbook, runbookFor } from '../../../../src/core/runbook/bundledRunbook.js';
import { limitsOf, runbookService, titleOf } from '../../../../src/core/runbook/runbook.js';
import { replicas, stackOf, teamRecords } from '../../support/stacks.js';

describe('bundledRunbook', () => {
  it('has the service capacity limits of the scaling runbook', () => {
    assert.deepEqual(
      bundledRunbook.services.map(({ name, title, min, baseline, max }) => [name, title, min, baseline, max]),
      [
        ['frontend', 'Frontend', 1, 1, 20],
        ['backend', 'Backend', 1, 1, 20],
        ['pdf-worker', 'PDF Worker', 2, 3, 50],
      ],
    );
  });

  it('has the bounds of the tables on CPU and memory, and so has the default', () => {
    const rules = {
      cpuAverage: { warning: 60, critical: 80 },
      cpuPeak: { warning: 80, critical: 90 },
      memoryAverage: { warning: 60, critical: 80 },
      memoryPeak: { warning: 80, critical: 90 },
    };
    assert.deepEqual(bundledRunbook.rules, rules);
    assert.deepEqual(defaultRunbook.rules, rules);
  });

  it('asks the health URLs of the two web services', () => {
    assert.deepEqual(
      bundledRunbook.services.map(({ healthUrls }) => healthUrls),
      [['http://localhost:3000/'], ['http://localhost:3001/health'], []],
    );
  });

  it('does not let services be scaled that it does not name', () => {
    assert.equal(limitsOf(bundledRunbook, 'postgres'), undefined);
    assert.equal(runbookService(bundledRunbook, 'postgres'), undefined);
    assert.equal(limitsOf(bundledRunbook, 'pdf-worker')?.max, 50);
    assert.deepEqual(limitsOf(defaultRunbook, 'anything'), { min: 1, max: 50 });
  });

  it('calls services by their title, and others by their name', () => {
    assert.equal(titleOf(bundledRunbook, 'pdf-worker'), 'PDF Worker');
    assert.equal(titleOf(bundledRunbook, 'redis'), 'redis');
    assert.equal(titleOf(defaultRunbook, 'pdf-worker'), 'pdf-worker');
  });
});

describe('runbookFor', () => {
  it('gives the bundled runbook to the stack of its name, whatever runs of it', () => {
    assert.equal(runbookFor({ name: 'up-schedule-generator', services: [] }), bundledRunbook);
  });

  it('gives it to a stack with all of its services, and to none that lacks one', () => {
    assert.equal(runbookFor(stackOf(...teamRecords())), bundledRunbook);
    const [first, ...rest] = teamRecords();
    assert.equal(first?.service, 'frontend');
    assert.equal(runbookFor(stackOf(...rest)), defaultRunbook);
    assert.equal(runbookFor(stackOf(...replicas('web', 1))), defaultRunbook);
  });
});
