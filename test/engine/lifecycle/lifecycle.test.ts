import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { never, value } from '../support/connection.js';
import type { EngineProject } from '../support/engineProject.js';
import { onEveryEngine } from '../support/engines.js';

onEveryEngine('life of a container', (engine) => {
  let project: EngineProject;
  let connection: EngineConnection;

  before(async () => {
    connection = await engine().connect();
    project = await engine().project({
      web: { compose: {}, replicas: 2 },
      // Deaf to SIGTERM, so that only its grace period ends it.
      deaf: {
        compose: {
          init: false,
          command: ['sh', '-c', 'trap "" TERM; while :; do sleep 1; done'],
          stop_grace_period: '4s',
          volumes: ['data:/data', '/scratch'],
        },
        program: { stopMs: Infinity },
      },
    });
    await project.up();
  });
  after(async () => {
    connection.dispose();
    await project.remove();
  });

  it('starts and restarts', async () => {
    const [id = ''] = await project.containerIds('web');
    const startedAt = async () => value(await connection.inspectContainers([id], never))[0]?.startedAt ?? 0;
    value(await connection.start(id, never));
    const before = await startedAt();
    value(await connection.restart(id, never));
    assert.ok((await startedAt()) > before);
    await project.stopNow(id);
    value(await connection.start(id, never));
    assert.equal(value(await connection.inspectContainers([id], never))[0]?.state, 'running');
    const gone = await connection.start('f'.repeat(64), never);
    assert.equal(gone.ok ? undefined : gone.error.reason, 'not-found');
  });

  it('honours the grace period, and removes the anonymous volume with the container but not the named one', async () => {
    const [id = ''] = await project.containerIds('deaf');
    const volumes = (): Promise<string[]> => project.volumes();
    const anonymous = (await project.mounts(id)).find((name) => /^[0-9a-f]{64}$/.test(name));
    assert.ok(anonymous !== undefined && (await volumes()).includes(anonymous));
    const begun = Date.now();
    value(await connection.stopAndRemove(id));
    const tookMs = Date.now() - begun;
    assert.ok(tookMs >= 3900 && tookMs < 8000, `took ${tookMs} ms`);
    assert.deepEqual(await project.containerIds('deaf'), []);
    assert.ok(!(await volumes()).includes(anonymous));
    assert.ok((await volumes()).includes(`${project.name}_data`));
  });

  it('is content when it is gone already, and when two remove it at once', async () => {
    const [, second = ''] = await project.containerIds('web');
    const both = await Promise.all([connection.stopAndRemove(second), connection.stopAndRemove(second)]);
    for (const removed of both) value(removed);
    value(await connection.stopAndRemove(second));
    assert.equal((await project.containerIds('web')).length, 1);
  });
});
