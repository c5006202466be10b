import assert from 'node:assert/strict';
import type { ScaleStepFailure } from '../../../src/app/operations/ports.js';
import type { EngineConnection } from '../../../src/app/ports.js';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { planScale } from '../../../src/core/scaling/planScale.js';
import type { Replica } from '../../../src/core/stack/replica.js';
import { buildSnapshot } from '../../../src/core/stack/snapshot.js';
import { emptySnapshot, type Stack } from '../../../src/core/stack/stack.js';
import { createReplicateScaler } from '../../../src/engine/main.js';
import type { Result } from '../../../src/util/result.js';
import { never, until, value } from '../support/connection.js';
import type { EngineProject } from '../support/engineProject.js';
import { demoEngine, onEveryEngine } from '../support/engines.js';

async function stackOf(connection: EngineConnection, project: string): Promise<Stack> {
  const { stacks } = buildSnapshot(value(await connection.listContainers(never)), emptySnapshot);
  return stacks.find(({ name }) => name === project) ?? assert.fail(`no ${project}`);
}

async function replicasOf(connection: EngineConnection, project: string, service: string): Promise<readonly Replica[]> {
  const stack = await stackOf(connection, project);
  return stack.services.find(({ name }) => name === service)?.replicas ?? [];
}

/** As the product does it: a plan of what is there, carried out by copying. */
async function scale(
  connection: EngineConnection,
  project: string,
  name: string,
  target: number,
): Promise<Result<void, ScaleStepFailure>> {
  const stack = await stackOf(connection, project);
  const service = stack.services.find((other) => other.name === name) ?? assert.fail(`no ${name}`);
  const plan = planScale(stack, bundledRunbook, service, target, 'replicate', undefined);
  return createReplicateScaler().apply(connection, plan, () => undefined, never);
}

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
      fixed: { compose: { ports: ['39431:80'] } },
      range: { compose: { ports: ['39432-39433:80'] } },
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
    assert.match(done.error.failure.detail, /39431.* port is already allocated/);
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
});

describe('sizes that no test machine has: the demo', function () {
  this.timeout(60_000);

  for (const size of [50, 200, 500])
    it(`scales to ${size} replicas, reads all of them, and back`, async () => {
      const engine = await demoEngine();
      const connection = await engine.connect();
      try {
        const project = await engine.project({ web: { compose: {} } });
        await project.up();
        value(await scale(connection, project.name, 'web', size));
        const ids = (await replicasOf(connection, project.name, 'web')).map(({ containerId }) => containerId);
        assert.equal(new Set(ids).size, size);
        const begunAt = performance.now();
        assert.equal((await connection.readUsage(ids, never)).size, size);
        assert.ok(performance.now() - begunAt < 5000, 'within the time between two readings');
        value(await scale(connection, project.name, 'web', 1));
        assert.equal((await project.containerIds('web')).length, 1);
      } finally {
        connection.dispose();
        await engine.stop();
      }
    });
});
