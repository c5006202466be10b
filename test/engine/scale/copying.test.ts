import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { until, value } from '../support/connection.js';
import type { EngineProject } from '../support/engineProject.js';
import { onEveryEngine } from '../support/engines.js';
import { carryOut, planOf, replicasOf, scale } from './byCopies.js';

onEveryEngine('scaling by copies', (engine) => {
  let project: EngineProject;
  let connection: EngineConnection;

  before(async () => {
    connection = await engine().connect();
    project = await engine().project({
      web: {
        compose: {
          environment: { LEVEL: '7' },
          volumes: ['shared:/data', '/scratch'],
          healthcheck: { test: ['CMD', 'true'], interval: '1s', retries: 1 },
          mem_limit: '32M',
        },
      },
      db: { compose: {} },
      fixed: { compose: { ports: ['19431:80'] } },
      range: { compose: { ports: ['19432-19433:80'] } },
    });
    await project.up();
  });
  after(async () => {
    connection.dispose();
    await project.remove();
  });

  it('adds replicas like the first, which become healthy, and touches no other', async () => {
    const [before] = await replicasOf(connection, project.name, 'web');
    const others = await project.containerIds('db');
    value(await scale(connection, project.name, 'web', 3));
    const replicas = await replicasOf(connection, project.name, 'web');
    assert.deepEqual(
      replicas.map(({ number }) => number),
      [1, 2, 3],
    );
    assert.equal(replicas[0]?.containerId, before?.containerId);
    for (const replica of replicas) {
      assert.equal(replica.name, `${project.name}-web-${replica.number}`);
      assert.deepEqual(
        [replica.limits, replica.configHash, replica.imageId, replica.obstacles.namedVolumes],
        [before?.limits, before?.configHash, before?.imageId, [`${project.name}_shared`]],
      );
    }
    assert.deepEqual(await project.containerIds('db'), others);
    const mounts = await Promise.all(replicas.map(({ containerId }) => project.mounts(containerId)));
    const anonymous = mounts.flat().filter((name) => /^[0-9a-f]{64}$/.test(name));
    assert.equal(new Set(anonymous).size, 3, 'each has an anonymous volume of its own');
    const areHealthy = async (): Promise<boolean> =>
      (await replicasOf(connection, project.name, 'web')).every(({ health }) => health === 'healthy');
    await until('all are healthy', areHealthy);
  });

  it('removes the highest numbers with their anonymous volumes', async () => {
    const [, , third = ''] = await project.containerIds('web');
    const [anonymous] = (await project.mounts(third)).filter((name) => /^[0-9a-f]{64}$/.test(name));
    value(await scale(connection, project.name, 'web', 1));
    assert.deepEqual(
      (await replicasOf(connection, project.name, 'web')).map(({ number }) => number),
      [1],
    );
    const volumes = await project.volumes();
    assert.ok(!volumes.includes(anonymous ?? ''));
    assert.ok(volumes.includes(`${project.name}_shared`));
  });

  it('leaves nothing half made when the host port is taken, and passes on the words of the engine', async () => {
    const before = await project.containerIds('fixed');
    const done = await scale(connection, project.name, 'fixed', 2);
    assert.ok(!done.ok);
    assert.equal(done.error.failure.reason, 'refused');
    assert.match(done.error.failure.detail, /19431.* port is already allocated/);
    assert.deepEqual(await project.containerIds('fixed'), before);
  });

  it('keeps the replica that did start when the next cannot', async () => {
    const done = await scale(connection, project.name, 'range', 3);
    assert.ok(!done.ok);
    assert.match(done.error.failure.detail, /all ports are allocated/);
    assert.deepEqual(
      (await replicasOf(connection, project.name, 'range')).map(({ state }) => state),
      ['running', 'running'],
    );
  });

  it('starts a replica that is stopped, in place of making one', async () => {
    value(await scale(connection, project.name, 'db', 2));
    const [, second = ''] = await project.containerIds('db');
    await project.stopNow(second);
    const [, stopped] = await replicasOf(connection, project.name, 'db');
    assert.equal(stopped?.state, 'exited');
    const plan = await planOf(connection, project.name, 'db', 2);
    const { number, name, containerId } = stopped;
    value(await carryOut(connection, { ...plan, steps: [{ kind: 'start', number, name, containerId }] }));
    const after = await replicasOf(connection, project.name, 'db');
    assert.deepEqual(
      after.map(({ state }) => state),
      ['running', 'running'],
    );
    assert.equal(after[1]?.containerId, containerId);
  });

  it('says not found when the replica to copy is gone, and makes nothing', async () => {
    const plan = await planOf(connection, project.name, 'web', 2);
    const done = await carryOut(connection, { ...plan, sourceContainerId: '0'.repeat(64) });
    assert.equal(done.ok ? '' : done.error.failure.reason, 'not-found');
    assert.equal((await project.containerIds('web')).length, 1);
  });

  it('says conflict when a replica of that name is there already', async () => {
    const plan = await planOf(connection, project.name, 'web', 2);
    value(await carryOut(connection, plan));
    const again = await carryOut(connection, plan);
    assert.equal(again.ok ? '' : again.error.failure.reason, 'conflict');
    assert.match(again.ok ? '' : again.error.failure.detail, /already in use/);
    assert.equal((await project.containerIds('web')).length, 2);
  });
});
