import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { connectToEngine } from '../support/connection.js';
import { scalers } from './scalers.js';
import { ScaleProject } from './scaleProject.js';
import { scaleTo } from './scaleRun.js';
import { service } from './services.js';

/** web depends on db and on a job that has ended; worker and db were scaled by hand; `idle` is stopped and `none` is at 0. */
const file = {
  services: {
    web: service({
      depends_on: { db: { condition: 'service_started' }, job: { condition: 'service_completed_successfully' } },
    }),
    db: service(),
    worker: service(),
    job: service({ command: ['true'] }),
    broken: service({ command: ['false'] }),
    idle: service(),
    none: service(),
  },
};

async function start(project: ScaleProject): Promise<void> {
  project.write(file);
  await project.compose('up', '--detach', '--scale', 'worker=5', '--scale', 'db=2', '--scale', 'none=0');
  await project.compose('stop', '--timeout', '1', 'idle');
}

describe('scaling beside neighbours', () => {
  let connection: EngineConnection;
  before(async () => {
    connection = await connectToEngine();
  });
  after(() => connection.dispose());

  for (const { name, scaler } of scalers()) {
    describe(name, () => {
      let project: ScaleProject;
      before(async () => {
        project = await ScaleProject.open(connection);
        await start(project);
      });
      after(() => project.close());

      /** Everything of the others that a careless command would change: starts of ended jobs included. */
      const neighbours = async (): Promise<readonly unknown[]> =>
        (await project.records())
          .filter((record) => record.service !== 'web')
          .map(({ name: container, containerId, state, startedAt, exitCode }) => [
            container,
            containerId,
            state,
            startedAt,
            exitCode,
          ]);

      it('goes up and down and leaves every neighbour exactly as it was', async () => {
        const before = await neighbours();
        assert.equal(before.length, 5 + 2 + 3);
        const [first] = await project.records('web');

        await scaleTo(project, scaler, 'web', 3);
        const up = await project.records('web');
        assert.deepEqual(
          up.map(({ number, state }) => [number, state]),
          [
            [1, 'running'],
            [2, 'running'],
            [3, 'running'],
          ],
        );
        assert.equal(up[0]?.containerId, first?.containerId);
        assert.equal(new Set(up.map(({ configHash }) => configHash)).size, 1);
        assert.deepEqual(await neighbours(), before);

        await scaleTo(project, scaler, 'web', 1);
        assert.deepEqual(await project.ids('web'), { [`${project.name}-web-1`]: first?.containerId });
        assert.deepEqual(await neighbours(), before);
      });
    });
  }

  it('is what the plain command fails at: it takes the neighbours back to the file', async () => {
    const twin = await ScaleProject.open(connection);
    try {
      await start(twin);
      assert.equal((await twin.records('worker')).length, 5);
      await twin.compose('up', '--detach', '--scale', 'web=3', '--no-recreate');
      assert.equal((await twin.records('worker')).length, 1);
      assert.equal((await twin.records('db')).length, 1);
    } finally {
      await twin.close();
    }
  });
});
