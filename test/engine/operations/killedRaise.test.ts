import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { stageWords } from '../../../src/view/words/operation/operationWords.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { LimitWorld } from '../connections/limitWorld.js';
import { until } from '../support/connection.js';
import { EngineDeeds } from './engineDeeds.js';
import { buildWindow, killOnce } from './killableWindow.js';
import type { Ground } from './operationPieces.js';
import { OtherWindow } from './otherWindow.js';

/** Less address space than the shared memory of thousands of connections takes, while the engine knows of no bound. */
const narrow = 'ulimit -v 450000;';
const data = '/var/lib/postgresql/data/cluster';

describe('a window that is killed after a restart with a limit that a real PostgreSQL does not start with', function () {
  this.timeout(120_000);
  let world: LimitWorld;
  let deeds: EngineDeeds;
  let folder = '';
  let host = '';

  before(async () => {
    ({ host } = await ensureDockerEngine());
    folder = mkdtempSync(join(tmpdir(), 'scalebook-killed-'));
    await buildWindow();
    world = await LimitWorld.start({}, '', narrow);
    deeds = await EngineDeeds.follow(world.project.name);
    await world.psql("ALTER SYSTEM SET work_mem = '5MB'");
    await world.psql('SELECT pg_reload_conf()');
  });
  after(async () => {
    await (deeds as EngineDeeds | undefined)?.stop();
    await (world as LimitWorld | undefined)?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const container = async (): Promise<string> => (await world.project.containerIds('postgres'))[0] ?? '';
  const inData = async (command: string): Promise<string> =>
    (await world.project.docker('exec', await container(), 'sh', '-c', `cd ${data} && ${command}`)).trim();

  const ways = [
    { way: 'Undo', restart: 'unless-stopped', states: /^(restarting|running)$/ },
    { way: 'Resume', restart: 'no', states: /^exited$/ },
  ] as const;
  for (const { way, restart, states } of ways)
    it(`${way} puts its settings back and starts it, restart: ${restart}`, async () => {
      await world.project.docker('update', '--restart', restart, await container());
      const settings = await inData('cat postgresql.auto.conf');
      deeds.begin();
      const runbook = { ...bundledRunbook, stack: world.project.name };
      const ground: Ground = { host, folder: join(folder, way), runbook };
      const request = { kind: 'connections', stackId: world.stackId, counts: {}, connections: 9000 } as const;
      const isStarted = (): boolean => deeds.byReplica.get('postgres-1')?.includes('start') === true;
      assert.ok(await killOnce(ground, request, isStarted), 'it was killed');
      const state = async (): Promise<string> =>
        (await world.project.docker('inspect', '--format', '{{.State.Status}}', await container())).trim();
      await until('it has ended, and nobody puts it back', async () => /^(restarting|exited)$/.test(await state()));

      const window = await OtherWindow.open(ground);
      try {
        assert.equal(window.operation.outcome?.result, 'interrupted');
        assert.equal(window.offer?.connections, 9000);
        assert.match(await state(), states);
        assert.equal(await world.limit().catch(() => 'down'), 'down');
        const operation = await (way === 'Undo' ? window.goBack() : window.goOnOnce());
        assert.deepEqual(operation?.plan.stages.map(stageWords), ['put the settings of postgres back and start it']);
        assert.deepEqual([await world.limit(), await world.psql('SHOW work_mem')], ['100', '5MB']);
        assert.equal(await inData('cat postgresql.auto.conf'), settings);
        assert.equal(await inData('ls -l postgresql.auto.conf* | wc -l'), '1', 'the copy is gone');
        assert.match(await inData('stat -c "%a %u" postgresql.auto.conf PG_VERSION | sort -u'), /^600 \d+$/);
        assert.equal(way === 'Resume' ? window.offer : undefined, undefined);
        await window.expectFree();
      } finally {
        window.close();
      }
    });
});
