import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { connectToEngine, never, value } from '../support/connection.js';

describe('life of a container', () => {
  let project: ComposeProject;
  let connection: EngineConnection;

  before(async () => {
    connection = await connectToEngine();
    project = await composeProject(
      {
        web: { command: IDLE },
        // Deaf to SIGTERM, so that only its grace period ends it.
        deaf: {
          init: false,
          command: ['sh', '-c', 'trap "" TERM; while :; do sleep 1; done'],
          stop_grace_period: '4s',
          volumes: ['data:/data', '/scratch'],
        },
      },
      { volumes: { data: {} } },
    );
    await project.compose('up', '--detach', '--scale', 'web=2');
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
    await project.docker('stop', '--time', '0', id);
    value(await connection.start(id, never));
    assert.equal(value(await connection.inspectContainers([id], never))[0]?.state, 'running');
    const gone = await connection.start('f'.repeat(64), never);
    assert.equal(gone.ok ? undefined : gone.error.reason, 'not-found');
  });

  it('honours the grace period, and removes the anonymous volume with the container but not the named one', async () => {
    const [id = ''] = await project.containerIds('deaf');
    const volumes = async (): Promise<string[]> =>
      (await project.docker('volume', 'ls', '--quiet')).split('\n').filter((name) => name !== '');
    const mounts = await project.docker('inspect', '--format', '{{range .Mounts}}{{.Name}} {{end}}', id);
    const anonymous = mounts
      .trim()
      .split(' ')
      .find((name) => /^[0-9a-f]{64}$/.test(name));
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
