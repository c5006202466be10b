import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { createConnector } from '../../../src/engine/main.js';
import { startPrivateEngine } from '../../machine/privateEngine.mjs';
import { contextOf, never, value } from '../support/connection.js';
import { scalers } from './scalers.js';
import { ScaleProject } from './scaleProject.js';
import { scaleTo } from './scaleRun.js';
import { service } from './services.js';

describe('scaling on an engine with API 1.41', () => {
  let engine: Awaited<ReturnType<typeof startPrivateEngine>>;
  let connection: EngineConnection;
  before(async () => {
    engine = await startPrivateEngine({ version: 'old' });
    connection = value(await createConnector().connect(contextOf(engine.host), never));
    assert.equal(connection.info.apiVersion, '1.41');
  });
  after(async () => {
    connection?.dispose();
    await engine?.stop();
  });

  for (const { name, scaler } of scalers()) {
    it(`connects all networks ${name}, with aliases of its own`, async () => {
      const project = await ScaleProject.open(connection);
      try {
        project.write({
          services: { web: service({ networks: { front: { aliases: ['shop'] }, back: {} }, volumes: ['/scratch'] }) },
          networks: { front: {}, back: {} },
        });
        await project.compose('up', '--detach');
        const first = await project.inspect('web', 1);
        await scaleTo(project, scaler, 'web', 3);
        const ids = await project.ids('web');
        for (const number of [2, 3]) {
          const { Id, Config, NetworkSettings, Mounts } = await project.inspect('web', number);
          assert.equal(Config.Hostname, Id.slice(0, 12));
          assert.notEqual(Mounts[0]?.Name, first.Mounts[0]?.Name);
          const aliases = (network: string) => NetworkSettings.Networks[`${project.name}_${network}`]?.Aliases ?? [];
          const own = [`${project.name}-web-${number}`, 'web'];
          assert.deepEqual([...aliases('front')].sort(), [...own, 'shop', Id.slice(0, 12)].sort());
          assert.deepEqual([...aliases('back')].sort(), [...own, Id.slice(0, 12)].sort());
        }
        const said = await project.compose('up', '--detach', '--scale', 'web=3');
        assert.doesNotMatch(said, /Recreate|Creat|Remov|Starting/);
        assert.deepEqual(await project.ids('web'), ids);
        await scaleTo(project, scaler, 'web', 1);
        assert.deepEqual(Object.values(await project.ids('web')), [first.Id]);
      } finally {
        await project.close();
      }
    });
  }
});
