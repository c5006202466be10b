import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import type { ContainerRecord } from '../../../src/core/stack/containerRecord.js';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { connectToEngine, never, until, value } from '../support/connection.js';

describe('containers of an engine', () => {
  let project: ComposeProject;
  let connection: EngineConnection;

  before(async () => {
    connection = await connectToEngine();
    project = await composeProject(
      {
        web: {
          command: IDLE,
          ports: ['127.0.0.1::3001'],
          depends_on: ['db'],
          deploy: { resources: { limits: { cpus: '0.25', memory: '32M' } } },
          healthcheck: { test: ['CMD', 'true'], interval: '1s', timeout: '2s', retries: 4 },
        },
        db: { command: IDLE, volumes: ['data:/data', '/scratch'] },
        sick: { command: IDLE, healthcheck: { test: ['CMD', 'false'], interval: '1s', retries: 1 } },
        job: { command: ['sh', '-c', 'exit 3'] },
      },
      { volumes: { data: {} } },
    );
    await project.compose('up', '--detach', '--scale', 'web=3');
    await project.compose('run', '--detach', '--no-deps', 'web', ...IDLE);
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
    const other = await connectToEngine();
    const following = other.followEvents(undefined, { onOpen: () => undefined, onEvent: () => undefined }, never);
    setTimeout(() => other.dispose(), 200);
    assert.equal((await following).reason, 'cancelled');
    const after = await other.listContainers(never);
    assert.equal(after.ok ? undefined : after.error.reason, 'cancelled');
  });
});
