import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import type { ContainerRecord } from '../../../src/core/stack/containerRecord.js';
import { never, until, value } from '../support/connection.js';
import type { EngineProject } from '../support/engineProject.js';
import { onEveryEngine } from '../support/engines.js';

onEveryEngine('containers of an engine', (engine) => {
  let project: EngineProject;
  let connection: EngineConnection;

  before(async () => {
    connection = await engine().connect();
    project = await engine().project({
      web: {
        compose: {
          ports: ['127.0.0.1::3001'],
          depends_on: ['db'],
          deploy: { resources: { limits: { cpus: '0.25', memory: '32M' } } },
          healthcheck: { test: ['CMD', 'true'], interval: '1s', timeout: '2s', retries: 4 },
        },
        replicas: 3,
      },
      db: { compose: { volumes: ['data:/data', '/scratch'] } },
      sick: {
        compose: { healthcheck: { test: ['CMD', 'false'], interval: '1s', retries: 1 } },
        program: { startUpMs: undefined },
      },
      job: { compose: { command: ['sh', '-c', 'exit 3'] }, program: { ends: { afterMs: 0, exitCode: 3 } } },
    });
    await project.up();
    await project.oneOff('web');
  });
  after(async () => {
    connection.dispose();
    await project.remove();
  });

  const ofProject = async (): Promise<ContainerRecord[]> =>
    value(await connection.listContainers(never)).filter((record) => record.project === project.name);
  const ofService = async (service: string): Promise<ContainerRecord[]> =>
    (await ofProject())
      .filter((record) => record.service === service && !record.oneOff)
      .sort((a, b) => a.number - b.number);

  it('finds replicas with their numbers, and tells one-offs from them', async () => {
    const records = await ofProject();
    assert.equal(records.length, 7);
    const oneOffs = records.filter((record) => record.oneOff);
    assert.deepEqual(
      oneOffs.map((record) => [record.service, record.number]),
      [['web', 1]],
    );
    assert.deepEqual(
      (await ofService('web')).map((record) => record.number),
      [1, 2, 3],
    );
    assert.deepEqual(
      (await ofService('web')).map((record) => record.containerId),
      await project.containerIds('web'),
    );
  });

  it('reads limits, ports, health and where Compose took them from', async () => {
    await until('web is healthy', async () => (await ofService('web')).every((record) => record.health === 'healthy'));
    const [web] = await ofService('web');
    assert.ok(web);
    assert.equal(web.name, `${project.name}-web-1`);
    assert.deepEqual(web.limits, { cpus: 0.25, memoryBytes: 32 * 1024 * 1024 });
    assert.deepEqual(web.healthCheck, { intervalMs: 1000, timeoutMs: 2000, startPeriodMs: 0, retries: 4 });
    assert.deepEqual(
      web.ports.map((port) => [port.containerPort, port.protocol, port.hostIp]),
      [[3001, 'tcp', '127.0.0.1']],
    );
    assert.ok((web.ports[0]?.hostPort ?? 0) > 1024);
    assert.equal(web.state, 'running');
    assert.equal(web.exitCode, undefined);
    assert.deepEqual(web.obstacles.fixedHostPorts, []);
    assert.equal(web.origin.workingDir, project.folder);
    assert.deepEqual(web.origin.configFiles, [`${project.folder}/compose.yaml`]);
    assert.deepEqual(web.origin.dependsOn, ['db']);
    const [db] = await ofService('db');
    assert.deepEqual(db?.obstacles.namedVolumes, [`${project.name}_data`]);
    assert.equal(db.health, 'none');
  });

  it('tells the unhealthy and the exited', async () => {
    await until('sick is unhealthy', async () => (await ofService('sick'))[0]?.health === 'unhealthy');
    await until('the job has ended', async () => (await ofService('job'))[0]?.state === 'exited');
    const [job] = await ofService('job');
    assert.deepEqual([job?.state, job?.exitCode], ['exited', 3]);
  });

  it('inspects those that exist among those asked for', async () => {
    const [first = ''] = await project.containerIds('web');
    const records = value(await connection.inspectContainers([first, 'f'.repeat(64)], never));
    assert.deepEqual(
      records.map((record) => record.containerId),
      [first],
    );
    const json: unknown = JSON.parse(value(await connection.inspectJson(first, never)));
    assert.ok(typeof json === 'object' && json !== null && 'HostConfig' in json);
    const gone = await connection.inspectJson('f'.repeat(64), never);
    assert.equal(gone.ok ? undefined : gone.error.reason, 'not-found');
  });

  it('ends an aborted call as cancelled, and every call of a disposed connection', async () => {
    const controller = new AbortController();
    const listing = connection.listContainers(controller.signal);
    controller.abort();
    const listed = await listing;
    assert.equal(listed.ok ? undefined : listed.error.reason, 'cancelled');
    const other = await engine().connect();
    const following = other.followEvents(undefined, { onOpen: () => undefined, onEvent: () => undefined }, never);
    setTimeout(() => other.dispose(), 200);
    assert.equal((await following).reason, 'cancelled');
    const after = await other.listContainers(never);
    assert.equal(after.ok ? undefined : after.error.reason, 'cancelled');
  });
});
