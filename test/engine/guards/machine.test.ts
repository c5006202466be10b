import assert from 'node:assert/strict';
import { statfsSync } from 'node:fs';
import type { EngineConnection } from '../../../src/app/ports.js';
import type { HostGuard } from '../../../src/core/scaling/guards/guard.js';
import { defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { connectToEngine, never, until, value } from '../support/connection.js';
import type { EngineProject } from '../support/engineProject.js';
import { onEveryEngineNearby } from '../support/engines.js';
import { GuardedProject } from './guardedProject.js';

const gib = 1024 ** 3;

const partOf =
  (guarded: () => GuardedProject) =>
  async (name: HostGuard['guard'], service: string, target: number, runbook = defaultRunbook) =>
    (await guarded().guard(name, service, target, { runbook })) ?? assert.fail(`no ${name}`);

onEveryEngineNearby('guards of the engine’s machine', (engine) => {
  let connection: EngineConnection;
  let project: EngineProject;
  let guarded: GuardedProject;
  const part = partOf(() => guarded);

  before(async () => {
    connection = await engine().connect();
    const { memoryBytes, cpus } = connection.info;
    project = await engine().project({
      small: { compose: { mem_limit: '64m' } },
      large: { compose: { mem_limit: `${Math.floor(memoryBytes * 0.45)}b` } },
      unlimited: { compose: {} },
      spinner: {
        compose: { command: ['sh', '-c', 'while :; do :; done'] },
        program: { cores: () => 1 },
        replicas: 4 * cpus,
      },
    });
    await project.up('small', 'large', 'unlimited');
    guarded = new GuardedProject(project.name, connection);
  });
  after(async () => {
    await project.remove();
    connection.dispose();
  });

  /** Of the engine's machine, as any container on it sees it. */
  async function availableBytes(): Promise<number> {
    const [id = ''] = await project.containerIds('small');
    const options = { env: {}, timeoutMs: 10_000, maxBytes: 100_000 };
    const { stdout } = value(await connection.exec(id, ['cat', '/proc/meminfo'], options, never));
    return Number(/^MemAvailable:\s+(\d+)/m.exec(stdout)?.[1]) * 1024;
  }

  it('memory passes what fits by its limit, and knows what is free', async () => {
    const memory = await part('host-memory', 'small', 3);
    assert.deepEqual([memory.verdict, memory.needed, memory.atMost], ['pass', 128 * 1024 ** 2, false]);
    const available = await availableBytes();
    assert.ok(Math.abs((memory.free ?? 0) - available) < gib, `${memory.free} of ${available}`);
    assert.equal(memory.total, connection.info.memoryBytes);
  });

  it('memory blocks what does not fit, and offers the largest count that does', async () => {
    const memory = await part('host-memory', 'large', 6);
    assert.equal(memory.verdict, 'block');
    const fit = memory.fits[0]?.target ?? assert.fail('nothing fits');
    assert.equal((await part('host-memory', 'large', fit)).verdict, 'pass');
    assert.notEqual((await part('host-memory', 'large', fit + 1)).verdict, 'pass');
  });

  it('memory counts what the runbook says, or less where the limit is smaller, and what is used without either', async () => {
    const runbookWith = (memoryPerReplicaBytes: number): Runbook => ({
      ...defaultRunbook,
      services: ['small', 'unlimited'].map((name) => ({
        ...{ name, title: name, min: 1, baseline: 1, max: 50, healthUrls: [], healthAverageMs: undefined },
        ...{ targets: [], memoryPerReplicaBytes, connectionsPerReplica: undefined },
      })),
    });
    const huge = runbookWith(connection.info.memoryBytes);
    assert.equal((await part('host-memory', 'unlimited', 2, huge)).verdict, 'block');
    assert.equal((await part('host-memory', 'small', 2, huge)).verdict, 'pass');
    const { needed } = await part('host-memory', 'unlimited', 2);
    assert.ok(needed > 0 && needed < 50e6, `${needed} B are used by one that sleeps`);
  });

  it('CPU warns on a machine that is full, and says how full', async () => {
    const { cpus } = connection.info;
    await project.up('spinner');
    try {
      const isFull = async (): Promise<boolean> => ((await part('host-cpu', 'small', 2)).free ?? cpus) < 0.05 * cpus;
      await until('the machine is full', isFull, 90_000);
      const { verdict, total } = await part('host-cpu', 'small', 2);
      assert.deepEqual([verdict, total], ['warn', cpus]);
    } finally {
      for (const id of await project.containerIds('spinner')) await project.removeNow(id);
    }
  });
});

/** The demo has no files that a container could have written. */
describe('the guard of the disk of the engine’s machine', function () {
  this.timeout(180_000);
  let connection: EngineConnection;
  let project: ComposeProject;
  let guarded: GuardedProject;
  const part = partOf(() => guarded);

  before(async () => {
    connection = await connectToEngine();
    project = await composeProject({
      small: { command: IDLE, mem_limit: '64m' },
      writer: { command: ['sh', '-c', 'dd if=/dev/zero of=/written bs=1M count=100 && exec sleep 100000'] },
    });
    await project.compose('up', '--detach');
    guarded = new GuardedProject(project.name, connection);
  });
  after(async () => {
    await project.remove();
    connection.dispose();
  });

  it('passes where there is room, and counts what the copied replica has written', async () => {
    await until('the file is written', async () => {
      const { needed } = await part('host-disk', 'writer', 2);
      return needed >= 100 * 1024 ** 2;
    });
    const disk = await part('host-disk', 'small', 3);
    assert.equal(disk.needed, 128 * 1024 ** 2);
    const root = (await project.docker('info', '--format', '{{.DockerRootDir}}')).trim();
    const real = statfsSync(root);
    const free = real.bavail * real.bsize;
    assert.ok(Math.abs((disk.free ?? 0) - free) < 2 * gib, `${disk.free} of ${free}`);
    const isRoomy = free - disk.needed >= Math.max(2 * gib, 0.1 * real.blocks * real.bsize);
    assert.equal(disk.verdict, isRoomy ? 'pass' : 'warn');
  });
});
