import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineConnection } from '../../../src/app/ports.js';
import { connectToEngine } from '../support/connection.js';
import { scalers } from './scalers.js';
import { ScaleProject } from './scaleProject.js';
import { scaleTo } from './scaleRun.js';
import { service } from './services.js';

const environment = { SCALE_TEST_TOKEN: 's3cret' };

/** One service with all that a copy could get wrong. */
const file = (externalNetwork: string) => ({
  services: {
    db: service(),
    web: service({
      depends_on: ['db'],
      env_file: ['web.env'],
      labels: { team: 'shop' },
      stop_grace_period: '3s',
      healthcheck: { test: ['CMD', 'true'], interval: '1s' },
      networks: { front: { aliases: ['shop'] }, back: {}, outside: { aliases: ['guest'] } },
      volumes: ['/scratch', 'shared:/data', './web.env:/web.env:ro'],
      ports: ['19411-19418:80'],
      secrets: ['from-file', 'from-env'],
    }),
  },
  networks: { front: {}, back: {}, outside: { external: true, name: externalNetwork } },
  volumes: { shared: {} },
  secrets: { 'from-file': { file: './web.env' }, 'from-env': { environment: 'SCALE_TEST_TOKEN' } },
});

describe('replicas that Scalebook adds', () => {
  let connection: EngineConnection;
  before(async () => {
    connection = await connectToEngine();
  });
  after(() => connection.dispose());

  for (const { name, scaler } of scalers({ ...process.env, ...environment })) {
    describe(name, () => {
      let project: ScaleProject;
      let network: string;
      before(async () => {
        project = await ScaleProject.open(connection, environment);
        network = `${project.name}-outside`;
        await project.docker('network', 'create', network);
        writeFileSync(join(project.folder, 'web.env'), 'LEVEL=7\n');
        project.write(file(network));
        await project.compose('up', '--detach');
        const { told } = await scaleTo(project, scaler, 'web', 3);
        // Starts that run side by side get their ports of the range mixed up.
        if (name === 'by copying')
          assert.deepEqual(told, ['begun create 2', 'done create 2', 'begun create 3', 'done create 3']);
      });
      after(async () => {
        await project.close();
        await project.docker('network', 'rm', network);
      });

      it('equal the first one wherever Compose looks', async () => {
        const [first, ...added] = await Promise.all([1, 2, 3].map((number) => project.inspect('web', number)));
        for (const replica of added) {
          const { 'com.docker.compose.container-number': number, ...labels } = replica.Config.Labels;
          const { 'com.docker.compose.container-number': _one, ...expected } = first?.Config.Labels ?? {};
          assert.deepEqual(labels, expected);
          assert.match(String(number), /^[23]$/);
          assert.deepEqual([...replica.Config.Env].sort(), [...(first?.Config.Env ?? [])].sort());
          assert.deepEqual(replica.Config.Healthcheck, first?.Config.Healthcheck);
          assert.equal(replica.Config.Image, first?.Config.Image);
        }
      });

      it('have their own host names, addresses and aliases on every network', async () => {
        const replicas = await Promise.all([1, 2, 3].map((number) => project.inspect('web', number)));
        for (const { Id, Config } of replicas) assert.equal(Config.Hostname, Id.slice(0, 12));
        for (const [key, alias] of [
          [`${project.name}_front`, 'shop'],
          [`${project.name}_back`, 'web'],
          [network, 'guest'],
        ] as const) {
          const addresses = replicas.map(({ NetworkSettings }) => NetworkSettings.Networks[key]?.IPAddress);
          assert.equal(new Set(addresses).size, 3, key);
          for (const [index, { NetworkSettings }] of replicas.entries()) {
            const aliases = NetworkSettings.Networks[key]?.Aliases ?? [];
            assert.ok(aliases.includes(alias), `${key}: ${aliases.join()}`);
            const names = aliases.filter((other) => other.startsWith(project.name));
            assert.deepEqual(names, [`${project.name}-web-${index + 1}`]);
          }
        }
        const found = await project.docker('exec', `${project.name}-web-1`, 'nslookup', 'shop');
        for (const { NetworkSettings } of replicas) {
          assert.ok(found.includes(NetworkSettings.Networks[`${project.name}_front`]?.IPAddress ?? '?'), found);
        }
      });

      it('share the named volume and have anonymous ones of their own', async () => {
        const replicas = await Promise.all([1, 2, 3].map((number) => project.inspect('web', number)));
        const volumes = (destination: string) =>
          replicas.map(({ Mounts }) => Mounts.find((mount) => mount.Destination === destination)?.Name ?? '');
        assert.equal(new Set(volumes('/scratch')).size, 3);
        assert.deepEqual([...new Set(volumes('/data'))], [`${project.name}_shared`]);
      });

      it('find their secrets, those from a file and those from the environment', async () => {
        for (const number of [1, 2, 3]) {
          const exec = (path: string) => project.docker('exec', `${project.name}-web-${number}`, 'cat', path);
          assert.equal(await exec('/run/secrets/from-env'), 's3cret');
          assert.equal(await exec('/run/secrets/from-file'), 'LEVEL=7\n');
        }
      });

      it('have host ports of the range, none of them twice', async () => {
        const ports = (await project.records('web')).map((record) => record.ports);
        assert.ok(ports.every(({ length }) => length > 0));
        const all = ports.flat();
        assert.ok(all.every(({ hostPort = 0 }) => hostPort >= 19411 && hostPort <= 19418));
        // The engine chooses for IPv4 and IPv6 apart.
        assert.equal(new Set(all.map(({ hostIp, hostPort }) => `${hostIp} ${hostPort}`)).size, all.length);
      });

      it("are Compose's own: it lists them, keeps them and counts on from them", async () => {
        const ids = await project.ids('web');
        const listed = await project.compose('ps', '--all', '--quiet', '--no-trunc', 'web');
        assert.deepEqual(listed.trim().split('\n').sort(), Object.values(ids).sort());
        for (const keep of [['--no-recreate'], []]) {
          const said = await project.compose('up', '--detach', ...keep, '--scale', 'web=3', '--scale', 'db=1');
          assert.doesNotMatch(said, /Recreate|Creat|Remov|Starting/);
          assert.deepEqual(await project.ids('web'), ids);
        }
        await project.compose('up', '--detach', '--scale', 'web=4', '--scale', 'db=1');
        assert.deepEqual(await project.ids('web'), { ...ids, ...(await project.ids('web')) });
        assert.equal((await project.records('web')).at(-1)?.number, 4);
      });
    });
  }
});
