import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineConnection } from '../../../src/app/ports.js';
import { createComposeScaler, createReplicateScaler } from '../../../src/engine/main.js';
import { TINY_IMAGE } from '../../machine/baseImages.mjs';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { connectToEngine, never } from '../support/connection.js';
import { GuardedProject } from './guardedProject.js';

describe('the guard of drift', function () {
  this.timeout(90_000);
  let connection: EngineConnection;
  let project: ComposeProject;
  let guarded: GuardedProject;
  const image = `scalebook-test/drift:${process.pid}`;
  const env = (): NodeJS.ProcessEnv => ({ ...process.env, DOCKER_HOST: connection.context.endpoint.raw });
  const drift = async (service: string, target = 2, preference: 'auto' | 'compose' = 'auto') =>
    guarded.guard('drift', service, target, { preference });
  const file = (): string => join(project.folder, 'compose.yaml');
  const edit = (from: string, to: string): void => {
    const before = readFileSync(file(), 'utf8');
    assert.ok(before.includes(from));
    writeFileSync(file(), before.replaceAll(from, to));
  };

  before(async () => {
    connection = await connectToEngine();
    project = await composeProject({
      web: { command: IDLE, environment: { MODE: 'old' }, depends_on: ['db'] },
      db: { command: IDLE, env_file: ['db.env'] },
      tagged: { command: IDLE, image, pull_policy: 'never' },
    });
    writeFileSync(join(project.folder, 'db.env'), 'SIZE=1\n');
    await project.docker('tag', TINY_IMAGE, image);
    await project.compose('up', '--detach');
    guarded = new GuardedProject(project.name, connection, {}, env());
  });
  after(async () => {
    // Only by its name, which replicas may still run under.
    await project.docker('image', 'rm', '--force', image);
    await project.remove();
    connection.dispose();
  });

  it('passes what runs as the file says, an env_file included, where Compose’s own hashes differ', async () => {
    for (const service of ['web', 'db', 'tagged']) {
      const found = await drift(service);
      assert.deepEqual([found?.verdict, found?.file, found?.image], ['pass', 'same', undefined], service);
    }
    const hash = (await project.compose('config', '--hash', 'db')).trim().split(' ')[1] ?? '';
    const [id = ''] = await project.containerIds('db');
    const label = await project.docker(
      'inspect',
      id,
      '--format',
      '{{index .Config.Labels "com.docker.compose.config-hash"}}',
    );
    assert.notEqual(label.trim(), hash, 'a plain comparison would have taken it for drift');
  });

  it('passes replicas that were copied, too', async () => {
    const plan = await guarded.plan('web', 2);
    const scaled = await createReplicateScaler().apply(connection, plan, () => undefined, never);
    assert.ok(scaled.ok);
    assert.equal((await drift('web', 3))?.file, 'same');
  });

  it('warns of a file that was edited since, and blocks where Compose would make all anew', async () => {
    edit('"old"', '"new"');
    const copied = await drift('web', 3);
    assert.deepEqual([copied?.verdict, copied?.file, copied?.byCompose], ['warn', 'differs', false]);
    const composed = await drift('web', 3, 'compose');
    assert.deepEqual([composed?.verdict, composed?.byCompose], ['block', true]);
    assert.equal((await drift('db'))?.verdict, 'pass', 'its part of the file is as it was');

    const before = await project.containerIds('web');
    const plan = await guarded.plan('web', 3, { preference: 'compose' });
    const scaled = await createComposeScaler('docker', env()).apply(connection, plan, () => undefined, never);
    assert.match(scaled.ok ? 'it was let' : scaled.error.failure.detail, /Compose would recreate/);
    assert.deepEqual(await project.containerIds('web'), before);
    edit('"new"', '"old"');
    assert.equal((await drift('web', 3))?.verdict, 'pass');
  });

  it('warns of an image whose name stands for another one now, and of one that has lost it', async () => {
    const [id = ''] = await project.containerIds('db');
    await project.docker('commit', id, image);
    const other = await drift('tagged');
    assert.deepEqual([other?.verdict, other?.image], ['warn', { name: image, now: 'other' }]);
    await project.docker('image', 'rm', image);
    assert.deepEqual((await drift('tagged'))?.image, { name: image, now: 'gone' });
    await project.docker('tag', TINY_IMAGE, image);
    assert.equal((await drift('tagged'))?.image, undefined);
  });
});
