import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import type { EngineConnection } from '../../../src/app/ports.js';
import { createConnector, createReplicateScaler } from '../../../src/engine/main.js';
import { startPrivateEngine, type PrivateEngine } from '../../machine/privateEngine.mjs';
import { run } from '../../machine/run.mjs';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { contextOf, never, value } from '../support/connection.js';
import { GuardedProject } from './guardedProject.js';

const diskBytes = 300 * 1024 ** 2;

describe('guards of a small machine', function () {
  this.timeout(120_000);
  let engine: PrivateEngine;
  let project: ComposeProject;
  const endings: (() => unknown)[] = [];
  const connect = async (): Promise<EngineConnection> =>
    value(await createConnector().connect(contextOf(engine.host), never));

  /** A daemon counts the CPUs that it may use when it starts, and inherits them from who starts it. */
  const restartWithOneCpu = async (): Promise<void> => {
    const own = ['--all-tasks', '--cpu-list', '--pid'];
    await engine.kill();
    await run('taskset', [...own, '0', String(process.pid)]);
    try {
      await engine.restart();
    } finally {
      await run('taskset', [...own, `0-${cpus().length - 1}`, String(process.pid)]);
    }
  };

  before(async () => {
    const folder = mkdtempSync('/tmp/sb-disk-');
    endings.push(() => rmSync(folder, { recursive: true, force: true }));
    await run('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', folder]);
    endings.push(() => run('umount', [folder]));
    engine = await startPrivateEngine({ moreArguments: ['--data-root', folder] });
    endings.push(() => engine.stop());
    project = await composeProject({ web: { command: IDLE, cpus: 2, network_mode: 'none' } }, {}, engine.host);
    endings.push(() => project.remove());
    await project.compose('up', '--detach');
  });
  after(async () => {
    for (const end of endings.reverse()) await end();
  });

  it('disk warns where little would be left, and blocks where there is no room', async () => {
    const connection = await connect();
    try {
      const guarded = new GuardedProject(project.name, connection);
      const disk = await guarded.guard('host-disk', 'web', 2);
      assert.deepEqual([disk?.verdict, disk?.total, disk?.needed], ['warn', diskBytes, 64 * 1024 ** 2]);
      const more = await guarded.guard('host-disk', 'web', 7);
      assert.equal(more?.verdict, 'block');
      const fit = more.fits[0]?.target ?? assert.fail('nothing fits');
      assert.equal((await guarded.guard('host-disk', 'web', fit))?.verdict, 'warn');
      assert.equal((await guarded.guard('host-disk', 'web', fit + 1))?.verdict, 'block');
    } finally {
      connection.dispose();
    }
  });

  it('CPU blocks a replica with more cores than there are, which the engine refuses indeed', async () => {
    const before = await connect();
    const two = await new GuardedProject(project.name, before).guard('host-cpu', 'web', 2);
    before.dispose();
    assert.equal(two?.refused, undefined);

    await restartWithOneCpu();
    const connection = await connect();
    try {
      assert.equal(connection.info.cpus, 1);
      const guarded = new GuardedProject(project.name, connection);
      const cpu = await guarded.guard('host-cpu', 'web', 2);
      assert.deepEqual([cpu?.verdict, cpu?.refused], ['block', { title: 'web', cpus: 2 }]);
      const scaled = await createReplicateScaler().apply(
        connection,
        await guarded.plan('web', 2),
        () => undefined,
        never,
      );
      assert.match(scaled.ok ? 'it was let' : scaled.error.failure.detail, /only 1 CPU/i);
    } finally {
      connection.dispose();
    }
  });
});
