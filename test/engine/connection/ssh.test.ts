import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createConnector } from '../../../src/engine/main.js';
import { engineLinkOf } from '../../../src/engine/scale/engineLinkOf.js';
import { firstAnswer } from '../../../src/engine/ssh/firstAnswer.js';
import { SshLines } from '../../../src/engine/ssh/sshLines.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { attempt as attemptToRun, run } from '../../machine/run.mjs';
import { contextOf, never, until, value } from '../support/connection.js';
import { realProject } from '../support/realProject.js';
import { attempt, configure, envOf, failureOf, Person, sshServers } from './sshWorld.js';

describe('an engine over SSH', function () {
  this.timeout(120_000);
  const server = sshServers();
  let dockerHost = '';

  before(async () => {
    dockerHost = (await ensureDockerEngine()).host;
  });

  it('is asked side by side over one login, which is kept for whoever comes back', async () => {
    const at = await server();
    const connector = createConnector(envOf(at));
    const connection = value(await connector.connect(contextOf(at.address), never));
    assert.equal(connection.info.version, value(await connector.connect(contextOf(dockerHost), never)).info.version);
    const project = await realProject({ web: { compose: {} } });
    try {
      const events: string[] = [];
      const stop = new AbortController();
      const handlers = { onOpen: () => undefined, onEvent: ({ action }: { action: string }) => events.push(action) };
      const following = connection.followEvents(undefined, handlers, stop.signal);
      await project.up();
      const lists = await Promise.all(Array.from({ length: 12 }, () => connection.listContainers(never)));
      for (const list of lists) assert.ok(value(list).some((record) => record.project === project.name));
      await until('an event came', () => events.includes('start'));
      assert.equal((await at.logins()).length, 1);
      stop.abort();
      assert.equal((await following).reason, 'cancelled');
      connection.dispose();
      const again = value(await connector.connect(contextOf(at.address), never));
      assert.equal(value(await again.listContainers(never)).length > 0, true);
      assert.equal((await at.logins()).length, 1);
      again.dispose();
    } finally {
      await project.remove();
    }
  });

  it('ends its streams when the line breaks, and is connected to anew', async () => {
    const at = await server();
    const connector = createConnector(envOf(at));
    const connection = value(await connector.connect(contextOf(at.address), never));
    const following = connection.followEvents(undefined, { onOpen: () => undefined, onEvent: () => undefined }, never);
    value(await connection.listContainers(never));
    await at.drop();
    assert.equal((await following).reason, 'interrupted');
    assert.equal((await connection.listContainers(never)).ok, false);
    connection.dispose();
    const again = value(await connector.connect(contextOf(at.address), never));
    value(await again.listContainers(never));
    again.dispose();
  });

  it('is asked for more streams at once than a server takes over one login', async () => {
    const at = await server({ settings: ['MaxSessions=2'], passphrase: 'correct horse' });
    const person = new Person('correct horse');
    const connection = value(await attempt(at, person));
    const stop = new AbortController();
    let opened = 0;
    const handlers = { onOpen: () => (opened += 1), onEvent: () => undefined };
    const streams = Array.from({ length: 5 }, () => connection.followEvents(undefined, handlers, stop.signal));
    await until('all are open', () => opened === 5);
    value(await connection.listContainers(never));
    stop.abort();
    await Promise.all(streams);
    assert.equal(person.asked.length, 1);
    connection.dispose();
  });

  it('is spoken to by Compose through a socket of this machine, over the same login', async () => {
    const at = await server({ passphrase: 'correct horse' });
    const person = new Person('correct horse');
    const connection = value(await attempt(at, person));
    const project = await realProject({ web: { compose: { stop_grace_period: '0s' } } });
    try {
      const door = (await engineLinkOf(connection).localAddress()) ?? '';
      const { cliPath, env } = await ensureDockerEngine();
      const compose = (...args: string[]): Promise<string> =>
        run(cliPath, ['compose', '-p', project.name, ...args], {
          cwd: project.folder,
          env: { ...env, DOCKER_HOST: door },
        });
      const lists = Array.from({ length: 12 }, () => connection.listContainers(never));
      await compose('up', '--detach', '--scale', 'web=10');
      (await Promise.all(lists)).forEach(value);
      assert.equal((await project.containerIds('web')).length, 10);
      await compose('up', '--detach', '--scale', 'web=1');
      assert.equal((await project.containerIds('web')).length, 1);
      assert.equal(person.asked.length, 1);
      assert.equal((await at.logins()).length, 1);
    } finally {
      await project.remove();
      connection.dispose();
    }
  });

  it('is reached through another machine, as the configuration says', async () => {
    const [jump, inner] = [await server(), await server()];
    configure(jump, [
      'Host inner',
      '  HostName 127.0.0.1',
      `  Port ${inner.port}`,
      `  ProxyJump 127.0.0.1:${jump.port}`,
      `  IdentityFile ${inner.dir}/key`,
      `  UserKnownHostsFile ${inner.dir}/known_hosts`,
    ]);
    const connection = value(await attempt(jump, undefined, 'ssh://inner'));
    value(await connection.listContainers(never));
    assert.deepEqual([(await jump.logins()).length, (await inner.logins()).length], [1, 1]);
    connection.dispose();
  });

  it('is asked over the login that the person’s own ssh has open, which stays', async () => {
    const at = await server();
    configure(at, ['Host *', `  ControlPath ${at.dir}/own-%C`]);
    const where = ['-p', String(at.port), '127.0.0.1'];
    const own = spawn('ssh', ['-M', '-N', ...where], { env: envOf(at), stdio: 'ignore' });
    await until(
      'it is logged in',
      async () => (await attemptToRun('ssh', ['-O', 'check', ...where], { env: envOf(at) })).ok,
    );
    const connection = value(await attempt(at));
    await Promise.all(Array.from({ length: 5 }, () => connection.listContainers(never)));
    assert.equal((await at.logins()).length, 1);
    connection.dispose();
    assert.equal(own.exitCode, null);
    own.kill();
  });

  it('is logged in to for each connection where ssh cannot share, as on Windows', async () => {
    const at = await server();
    const endpoint = contextOf(at.address).endpoint;
    assert.equal(endpoint.transport, 'ssh');
    const { line, release } = await new SshLines(envOf(at), 'win32').take(endpoint, new Person('yes'), never);
    const sockets = [line.open(), await line.openInTurn(), await line.openInTurn()];
    await Promise.all(sockets.map((socket) => firstAnswer(socket, never)));
    assert.equal((await at.logins()).length, 3);
    for (const socket of sockets) socket.destroy();
    release();
  });

  it('answers while more replicas take their time to end than there are connections for calls', async () => {
    const at = await server();
    const connection = value(await attempt(at));
    // It does not listen to SIGTERM.
    const stubborn = { init: false, stop_grace_period: '3s', deploy: { replicas: 6 } };
    const project = await realProject({ web: { compose: stubborn } });
    try {
      await project.up();
      const ids = await project.containerIds('web');
      let removed = 0;
      const removing = ids.map(async (id) => {
        value(await connection.stopAndRemove(id));
        removed += 1;
      });
      for (let asked = 0; asked < 3; asked += 1) value(await connection.ping(never));
      assert.equal(removed, 0);
      await Promise.all(removing);
      assert.deepEqual(await project.containerIds('web'), []);
    } finally {
      await project.remove();
      connection.dispose();
    }
  });

  it('is told which socket of the other side is meant', async () => {
    const at = await server({ dockerHost: 'unix:///nowhere/docker.sock' });
    assert.equal((await failureOf(at)).reason, 'no-engine');
    const connection = value(await attempt(at, undefined, `${at.address}${dockerHost.replace('unix://', '')}`));
    value(await connection.listContainers(never));
    connection.dispose();
  });
});
