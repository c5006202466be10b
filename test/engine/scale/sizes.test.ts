import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { never, until, value } from '../support/connection.js';
import type { EngineProject } from '../support/engineProject.js';
import { demoEngine, type Engine } from '../support/engines.js';
import { replicasOf, scale } from './byCopies.js';

/** No test machine has room for so many real ones; a real engine with hundreds is in `npm run bench`. */
for (const size of [50, 200, 500])
  describe(`${size} replicas, on the demo`, function () {
    this.timeout(60_000);
    let engine: Engine;
    let connection: EngineConnection;
    let project: EngineProject;

    before(async () => {
      engine = await demoEngine();
      connection = await engine.connect();
      project = await engine.project({ web: { compose: {} } });
      await project.up();
    });
    after(async () => {
      connection.dispose();
      await engine.stop();
    });

    const numbers = async (): Promise<readonly number[]> =>
      (await replicasOf(connection, project.name, 'web')).map(({ number }) => number);
    const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

    it('are made, and each is told of by its event', async () => {
      const abort = new AbortController();
      const started = new Set<string>();
      let isOpen = false;
      const following = connection.followEvents(
        undefined,
        {
          onOpen: () => (isOpen = true),
          onEvent: ({ action, containerId }) => (action === 'start' ? started.add(containerId) : undefined),
        },
        abort.signal,
      );
      await until('the stream is open', () => isOpen);
      value(await scale(connection, project.name, 'web', size));
      await until('all are told of', () => started.size === size - 1);
      abort.abort();
      assert.equal((await following).reason, 'cancelled');
    });

    it('are listed in their order, within a moment', async () => {
      const begunAt = performance.now();
      assert.deepEqual(await numbers(), upTo(size));
      assert.ok(performance.now() - begunAt < 5000);
    });

    it('are read within the time between two readings', async () => {
      const ids = (await replicasOf(connection, project.name, 'web')).map(({ containerId }) => containerId);
      const begunAt = performance.now();
      const samples = await connection.readUsage(ids, never);
      assert.equal(samples.size, size);
      assert.ok(performance.now() - begunAt < 5000);
    });

    it('go from the highest number down', async () => {
      const half = Math.ceil(size / 2);
      value(await scale(connection, project.name, 'web', half));
      assert.deepEqual(await numbers(), upTo(half));
      value(await scale(connection, project.name, 'web', 1));
      assert.deepEqual(await numbers(), [1]);
    });
  });
