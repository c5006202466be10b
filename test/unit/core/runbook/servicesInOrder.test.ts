import assert from 'node:assert/strict';
import { bundledRunbook, defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import { serviceOf, servicesInOrder } from '../../../../src/core/runbook/servicesInOrder.js';
import { replicas, stackOf, teamRecords } from '../../support/stacks.js';

const team = stackOf(...teamRecords());
const onlyRedis = stackOf(...replicas('redis', 1, { project: 'up-schedule-generator' }));

describe('servicesInOrder', () => {
  it('shows the services that the runbook names first and in its order, the rest by name', () => {
    const { runbook, others } = servicesInOrder(team, bundledRunbook);
    assert.deepEqual(
      runbook.map(({ name }) => name),
      ['frontend', 'backend', 'pdf-worker'],
    );
    assert.deepEqual(
      others.map(({ name }) => name),
      ['postgres', 'redis'],
    );
    assert.equal(
      runbook[2],
      team.services.find(({ name }) => name === 'pdf-worker'),
    );
  });

  it('shows services that the runbook wants and that have no replica, each with the id that it has when it runs', () => {
    const { runbook, others } = servicesInOrder(onlyRedis, bundledRunbook);
    assert.deepEqual(
      runbook.map(({ id, stackId, replicas: present }) => [id, stackId, present.length]),
      ['frontend', 'backend', 'pdf-worker'].map((name) => [
        `compose:up-schedule-generator/${name}`,
        'compose:up-schedule-generator',
        0,
      ]),
    );
    assert.deepEqual(
      others.map(({ name }) => name),
      ['redis'],
    );
  });

  it('takes the project of a service without replicas from its neighbours, but not what they depend on', () => {
    const records = replicas('redis', 1, { project: 'up-schedule-generator' }).map((record) => ({
      ...record,
      origin: { ...record.origin, dependsOn: ['postgres'] },
    }));
    const [frontend] = servicesInOrder(stackOf(...records), bundledRunbook).runbook;
    assert.equal(frontend?.origin?.workingDir, '/srv/shop');
    assert.deepEqual(frontend.origin.dependsOn, []);
  });

  it('has no services first where no runbook names any', () => {
    const { runbook, others } = servicesInOrder(stackOf(...replicas('web', 1), ...replicas('api', 1)), defaultRunbook);
    assert.deepEqual(runbook, []);
    assert.deepEqual(
      others.map(({ name }) => name),
      ['api', 'web'],
    );
  });
});

describe('serviceOf', () => {
  it('finds what runs, and what the runbook wants though it does not run', () => {
    assert.equal(serviceOf(team, bundledRunbook, 'redis')?.replicas.length, 1);
    assert.equal(serviceOf(onlyRedis, bundledRunbook, 'backend')?.replicas.length, 0);
    assert.equal(serviceOf(onlyRedis, bundledRunbook, 'nothing'), undefined);
  });
});
