import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { LimitWorld } from '../connections/limitWorld.js';
import { until } from '../support/connection.js';
import { EngineDeeds } from './engineDeeds.js';
import { buildWindow, killInTheMiddle } from './killableWindow.js';
import { killPoints, killsOfEachKind, soonest, type KillPoint } from './killPoint.js';
import type { Ground } from './operationPieces.js';
import { OtherWindow } from './otherWindow.js';

/** Of the settings file, beside which the one that people write says 100. */
const altered =
  "SELECT setting FROM pg_file_settings WHERE name = 'max_connections' AND sourcefile LIKE '%postgresql.auto.conf'";

/** To ask, to write and to read back take longer than anything that is done to a replica. */
const longestDelayMs = 2500;

describe('a window that is killed while it changes the limit of a real PostgreSQL', function () {
  this.timeout(120_000 * killsOfEachKind(2));
  let world: LimitWorld;
  let deeds: EngineDeeds;
  let folder = '';
  let host = '';

  before(async () => {
    ({ host } = await ensureDockerEngine());
    folder = mkdtempSync(join(tmpdir(), 'scalebook-killed-'));
    await buildWindow();
    world = await LimitWorld.start({ stop_grace_period: '3s' });
    deeds = await EngineDeeds.follow(world.project.name);
  });
  after(async () => {
    await (deeds as EngineDeeds | undefined)?.stop();
    await (world as LimitWorld | undefined)?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const kept = async (): Promise<string> => {
    const [id = ''] = await world.project.containerIds('postgres');
    return world.project.docker('exec', id, 'find', '/var/lib/postgresql/data', '-name', '*.scalebook');
  };

  /** True where the kill came in the middle. */
  async function killOnce(run: number, goesBack: boolean, point: KillPoint): Promise<boolean> {
    const from = Number(await world.limit());
    const to = from === 100 ? 200 : 100;
    deeds.begin();
    const runbook = { ...bundledRunbook, stack: world.project.name };
    const ground: Ground = { host, folder: join(folder, String(run)), runbook };
    const request = { kind: 'connections', stackId: world.stackId, counts: {}, connections: to } as const;
    const isKilled = await killInTheMiddle(ground, request, point);
    if (point.rests) await deeds.rest(1500);
    const window = await OtherWindow.open(ground);
    try {
      await until('PostgreSQL answers', async () => (await world.limit().catch(() => '')) !== '', 60_000);
      const { result } = window.operation.outcome ?? {};
      const [inForce, restarted] = [Number(await world.limit()), deeds.byReplica.has('postgres-1')];
      const message = `${from} to ${to}, ${goesBack ? 'back' : 'on'}, ${isKilled ? 'killed' : 'not killed'} ${window.where}: ${inForce} in force, ${(await world.psql(altered)) || 'nothing'} written, ${result}, ${window.offer ? 'offered' : 'not offered'}`;
      console.log(`      ${message}`);
      assert.equal(inForce, restarted ? to : from, message);
      assert.equal(window.offer === undefined, result === 'done', message);
      if (result === 'done') assert.equal(inForce, to, message);
      if (goesBack) await window.goBack();
      else await window.goOn();
      const wanted = goesBack ? from : to;
      assert.equal(await world.limit(), String(wanted), message);
      assert.equal(await world.psql(altered), wanted === 100 ? '' : String(wanted), message);
      if (!goesBack) assert.equal(window.offer, undefined, message);
      // Undo finds nothing to do where nothing was written yet; the next change takes the copy's place.
      if (!goesBack) assert.equal(await kept(), '', `nothing is kept any longer, ${message}`);
      await window.expectFree();
      await deeds.rest(300);
      const restarts = goesBack ? (restarted ? 2 : 0) : 1;
      const each = Array.from({ length: restarts }, () => ['start', 'restart']).flat();
      deeds.expectExactly(new Map(restarts > 0 ? [['postgres-1', each]] : []), message);
      assert.equal(await world.psql('SELECT count(*) FROM pg_file_settings WHERE error IS NOT NULL'), '0', message);
    } finally {
      window.close();
    }
    return isKilled;
  }

  it('the limit, its settings file, the journal and the offer agree, and it is restarted once', async () => {
    let kills = 0;
    for (const [index, point] of killPoints(killsOfEachKind(2), longestDelayMs).entries())
      kills += (await killOnce(index, index % 3 === 1, point)) ? 1 : 0;
    if (kills === 0) assert.ok(await killOnce(killsOfEachKind(2), false, soonest), 'no kill came in the middle');
  });
});
