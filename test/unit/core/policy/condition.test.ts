import assert from 'node:assert/strict';
import { conditionOf, isFinishedJob } from '../../../../src/core/policy/condition.js';
import type { Level } from '../../../../src/core/policy/level.js';
import { bundledRunbook, defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import type { Service } from '../../../../src/core/stack/stack.js';
import { containerRecord } from '../../support/containerRecord.js';
import { replicas, serviceOfRecords } from '../../support/stacks.js';

const none = (name: string): Service => ({
  id: `compose:shop/${name}`,
  stackId: 'compose:shop',
  name,
  replicas: [],
  origin: undefined,
});

const conditionWith = (changes: Partial<ContainerRecord>): ReturnType<typeof conditionOf> =>
  conditionOf(serviceOfRecords(containerRecord('web', 1), containerRecord('web', 2, changes)), defaultRunbook);

describe('condition', () => {
  const states: readonly (readonly [
    string,
    Partial<ContainerRecord>,
    ready: number,
    starting: number,
    troubled: number,
    Level,
  ])[] = [
    ['healthy', {}, 2, 0, 0, 'normal'],
    ['running without a health check', { health: 'none', healthCheck: undefined }, 2, 0, 0, 'normal'],
    ['starting', { health: 'starting' }, 1, 1, 0, 'normal'],
    ['created', { state: 'created', health: 'none' }, 1, 1, 0, 'normal'],
    ['created and failed to start', { state: 'created', health: 'none', error: 'port taken' }, 1, 0, 1, 'warning'],
    ['unhealthy', { health: 'unhealthy' }, 1, 0, 1, 'warning'],
    ['restarting', { state: 'restarting' }, 1, 0, 1, 'warning'],
    ['paused', { state: 'paused' }, 1, 0, 1, 'warning'],
    ['dead', { state: 'dead' }, 1, 0, 1, 'warning'],
    ['ended badly', { state: 'exited', exitCode: 137 }, 1, 0, 1, 'warning'],
    ['ended well while the other runs', { state: 'exited', exitCode: 0 }, 1, 0, 1, 'warning'],
    ['on its way out', { state: 'removing' }, 1, 0, 0, 'normal'],
  ];
  for (const [name, changes, ready, starting, troubled, level] of states) {
    it(`counts a replica that is ${name}`, () => {
      const found = conditionWith(changes);
      assert.deepEqual(
        [found.total, found.ready, found.starting, found.troubled.length, found.level],
        [2, ready, starting, troubled, level],
      );
    });
  }

  it('counts what runs, and what runs without a health check', () => {
    const found = conditionWith({ health: 'none', healthCheck: undefined });
    assert.deepEqual([found.running, found.unchecked], [2, 1]);
    assert.equal(conditionWith({ state: 'exited', exitCode: 1 }).running, 1);
  });

  it('is critical when nothing serves and nothing is about to', () => {
    assert.equal(conditionOf(none('backend'), bundledRunbook).level, 'critical');
    assert.equal(conditionOf(none('backend'), bundledRunbook).total, 0);
    const ended = serviceOfRecords(...replicas('web', 2, { state: 'exited', exitCode: 1 }));
    assert.equal(conditionOf(ended, defaultRunbook).level, 'critical');
    const starting = serviceOfRecords(...replicas('web', 1, { health: 'starting' }));
    assert.equal(conditionOf(starting, defaultRunbook).level, 'normal');
  });

  it('takes a job that ended well for done, unless the runbook wants the service to run', () => {
    const ended = { state: 'exited', health: 'none', exitCode: 0 } as const;
    const job = serviceOfRecords(...replicas('migrate', 2, ended));
    assert.equal(isFinishedJob(job), true);
    assert.deepEqual(
      [conditionOf(job, bundledRunbook).level, conditionOf(job, bundledRunbook).troubled],
      ['normal', []],
    );
    const backend = conditionOf(serviceOfRecords(...replicas('backend', 1, ended)), bundledRunbook);
    assert.deepEqual([backend.level, backend.troubled.length], ['critical', 1]);
  });

  it('does not take a job for done that ended badly, half runs, or has no container', () => {
    const ended = containerRecord('migrate', 1, { state: 'exited', exitCode: 0 });
    assert.equal(
      isFinishedJob(serviceOfRecords(ended, containerRecord('migrate', 2, { state: 'exited', exitCode: 3 }))),
      false,
    );
    assert.equal(isFinishedJob(serviceOfRecords(ended, containerRecord('migrate', 2))), false);
    assert.equal(isFinishedJob(none('migrate')), false);
  });

  it('warns below the minimum of the runbook, and only for services that it names', () => {
    assert.equal(conditionOf(serviceOfRecords(...replicas('pdf-worker', 1)), bundledRunbook).level, 'warning');
    assert.equal(conditionOf(serviceOfRecords(...replicas('pdf-worker', 2)), bundledRunbook).level, 'normal');
    assert.equal(conditionOf(serviceOfRecords(...replicas('redis', 1)), bundledRunbook).level, 'normal');
  });

  it('does not count a replica on its way out towards the minimum', () => {
    const leaving = serviceOfRecords(
      containerRecord('pdf-worker', 1),
      containerRecord('pdf-worker', 2, { state: 'removing' }),
    );
    assert.equal(conditionOf(leaving, bundledRunbook).level, 'warning');
  });
});
