import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { connectToEngine } from '../support/connection.js';
import { scalers } from './scalers.js';
import { ScaleProject } from './scaleProject.js';
import { scaleTo } from './scaleRun.js';
import { service } from './services.js';

const IGNORES_TERM = "trap '' TERM; while :; do sleep 1; done";

describe('scaling down', () => {
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
        project.write({
          services: {
            web: service({
              command: ['sh', '-c', IGNORES_TERM],
              stop_grace_period: '3s',
              volumes: ['/scratch', 'shared:/data'],
            }),
          },
          volumes: { shared: {} },
        });
        await project.compose('up', '--detach', '--scale', 'web=3');
      });
      after(() => project.close());

      it('waits out the grace period and takes the anonymous volumes along', async () => {
        const volumesOf = async (number: number) =>
          (await project.inspect('web', number)).Mounts.flatMap((mount) => mount.Name ?? []);
        const removed = [...(await volumesOf(2)), ...(await volumesOf(3))].filter((volume) =>
          /^[0-9a-f]{64}$/.test(volume),
        );
        const kept = await volumesOf(1);
        assert.equal(removed.length, 2);
        const run = await scaleTo(project, scaler, 'web', 1);
        assert.ok(run.durationMs >= 3000 && run.durationMs < 12_000, `${run.durationMs} ms`);
        const present = (await project.docker('volume', 'ls', '--quiet')).split('\n');
        assert.deepEqual(
          removed.filter((volume) => present.includes(volume)),
          [],
        );
        assert.deepEqual(
          kept.filter((volume) => !present.includes(volume)),
          [],
        );
      });
    });
  }
});
