import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineConnection, LoginQuestion, LoginQuestions } from '../../../src/app/ports.js';
import type { EngineFailure } from '../../../src/core/connection/engineFailure.js';
import { createConnector } from '../../../src/engine/main.js';
import { engineLinkOf } from '../../../src/engine/scale/engineLinkOf.js';
import { firstAnswer } from '../../../src/engine/ssh/firstAnswer.js';
import { SshLines } from '../../../src/engine/ssh/sshLines.js';
import type { Result } from '../../../src/util/result.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { attempt as attemptToRun, run } from '../../machine/run.mjs';
import { startSshServer, type SshServer, type SshServerOptions } from '../../machine/sshServer.mjs';
import { contextOf, never, until, value } from '../support/connection.js';
import { realProject } from '../support/realProject.js';

/** Answers every question with the same, and keeps what was asked. */
class Person implements LoginQuestions {
  readonly asked: LoginQuestion[] = [];
  constructor(private readonly answer: string | undefined) {}
  ask(question: LoginQuestion): Promise<string | undefined> {
    this.asked.push(question);
    return Promise.resolve(this.answer);
  }
}

/** Before everything else that the configuration says: what comes first counts. */
function configure(at: SshServer, lines: readonly string[]): void {
  const file = join(at.dir, 'client-config');
  writeFileSync(file, `${lines.join('\n')}\n${readFileSync(file, 'utf8')}`);
}

const envOf = (server: SshServer): NodeJS.ProcessEnv => ({ ...process.env, PATH: server.path });

describe('an engine over SSH', function () {
  this.timeout(120_000);
  const servers: SshServer[] = [];
  let dockerHost = '';

  before(async () => {
    dockerHost = (await ensureDockerEngine()).host;
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });

  async function server(options: Partial<SshServerOptions> = {}): Promise<SshServer> {
    const started = await startSshServer({ dockerHost, ...options });
    servers.push(started);
    return started;
  }

  const attempt = (
    at: SshServer,
    person?: Person,
    address = at.address,
  ): Promise<Result<EngineConnection, EngineFailure>> =>
    createConnector(envOf(at), person).connect(contextOf(address), never, person !== undefined);

  async function failureOf(at: SshServer, person?: Person, address?: string): Promise<EngineFailure> {
    const connected = await attempt(at, person, address);
    assert.ok(!connected.ok);
    return connected.error;
  }

  describe('that lets in', () => {
    it('is asked side by side over one login, which is kept for who comes back', async () => {
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
      const following = connection.followEvents(
        undefined,
        { onOpen: () => undefined, onEvent: () => undefined },
        never,
      );
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

    it('is told which socket of the other side is meant', async () => {
      const at = await server({ dockerHost: 'unix:///nowhere/docker.sock' });
      assert.equal((await failureOf(at)).reason, 'no-engine');
      const connection = value(await attempt(at, undefined, `${at.address}${dockerHost.replace('unix://', '')}`));
      value(await connection.listContainers(never));
      connection.dispose();
    });
  });

  describe('that asks', () => {
    it('whether its key is to be trusted: once, with its fingerprint', async () => {
      const at = await server();
      at.forget();
      const person = new Person('yes');
      const connection = value(await attempt(at, person));
      assert.deepEqual(
        person.asked.map(({ kind, address }) => [kind, address]),
        [['confirm', at.address]],
      );
      assert.match(person.asked[0]?.text ?? '', /ED25519 key fingerprint is SHA256:/);
      connection.dispose();
      value(await attempt(at)).dispose();
    });

    it('for the passphrase of a key: once for all connections', async () => {
      const at = await server({ passphrase: 'correct horse' });
      const person = new Person('correct horse');
      const connection = value(await attempt(at, person));
      const lists = await Promise.all(Array.from({ length: 8 }, () => connection.listContainers(never)));
      lists.forEach(value);
      assert.deepEqual(
        person.asked.map(({ kind }) => kind),
        ['secret'],
      );
      assert.match(person.asked[0]?.text ?? '', /passphrase for key/);
      connection.dispose();
    });

    it('both, one after the other', async () => {
      const at = await server({ passphrase: 'correct horse' });
      at.forget();
      const asked: string[] = [];
      const ask = ({ kind }: LoginQuestion): Promise<string> => {
        asked.push(kind);
        return Promise.resolve(kind === 'confirm' ? 'yes' : 'correct horse');
      };
      const connector = createConnector(envOf(at), { ask });
      value(await connector.connect(contextOf(at.address), never, true)).dispose();
      assert.deepEqual(asked, ['confirm', 'secret']);
    });

    it('and takes no answer for no: nothing further is asked', async () => {
      const at = await server({ passphrase: 'correct horse' });
      const person = new Person(undefined);
      assert.equal((await failureOf(at, person)).reason, 'ssh-denied');
      assert.equal(person.asked.length, 1);
      at.forget();
      const other = new Person(undefined);
      assert.equal((await failureOf(at, other)).reason, 'ssh-host-key-unknown');
      assert.equal(other.asked.length, 1);
    });

    it('asks nobody where nobody may be asked', async () => {
      const at = await server({ passphrase: 'correct horse' });
      assert.equal((await failureOf(at)).reason, 'ssh-denied');
      at.forget();
      assert.equal((await failureOf(at)).reason, 'ssh-host-key-unknown');
    });
  });

  describe('that cannot be reached', () => {
    it('for its key is not the one that is known', async () => {
      const at = await server();
      await at.changeKey();
      const person = new Person('yes');
      assert.equal((await failureOf(at, person)).reason, 'ssh-host-key-changed');
      assert.deepEqual(person.asked, []);
    });

    it('for there is no Docker CLI', async () => {
      const at = await server({ path: '/nowhere' });
      assert.equal((await failureOf(at)).reason, 'ssh-no-docker');
    });

    it('for who logs in may not use Docker', async function () {
      if (process.getuid?.() !== 0) return this.skip();
      const asNobody = `ForceCommand=setpriv --reuid=65534 --regid=65534 --clear-groups sh -c "$SSH_ORIGINAL_COMMAND"`;
      const at = await server({ settings: [asNobody] });
      assert.equal((await failureOf(at)).reason, 'ssh-docker-denied');
    });

    it('for the login prints something of its own', async () => {
      const at = await server({ settings: ['ForceCommand=echo welcome; sh -c "$SSH_ORIGINAL_COMMAND"'] });
      const { reason, detail } = await failureOf(at);
      assert.equal(reason, 'ssh-failed');
      assert.match(detail, /prints: welcome/);
    });

    it('for there is no server, no such host, and no ssh', async () => {
      const at = await server();
      const [, port] = /:(\d+)$/.exec(at.address) ?? [];
      await at.stop();
      servers.pop();
      const reasonOf = async (address: string, path = process.env['PATH']): Promise<string> => {
        const connected = await createConnector({ ...process.env, PATH: path }).connect(contextOf(address), never);
        assert.ok(!connected.ok);
        return connected.error.reason;
      };
      assert.equal(await reasonOf(`ssh://127.0.0.1:${port}`), 'ssh-unreachable');
      assert.equal(await reasonOf('ssh://ops@farm.invalid'), 'host-unknown');
      assert.equal(await reasonOf('ssh://ops@farm.invalid', '/nowhere'), 'ssh-missing');
    });

    it('for it hangs: one can give up at any moment, and nothing is left of it', async () => {
      const at = await server();
      process.kill(at.pid, 'SIGSTOP');
      try {
        const stop = new AbortController();
        const connecting = createConnector(envOf(at)).connect(contextOf(at.address), stop.signal);
        setTimeout(() => stop.abort(), 500);
        const connected = await connecting;
        assert.equal(connected.ok ? undefined : connected.error.reason, 'cancelled');
        await until('no ssh of this process is left', async () => {
          const { stdout } = await attemptToRun('ps', ['-o', 'comm=', '--ppid', String(process.pid)]);
          return !/^ssh$/m.test(stdout);
        });
      } finally {
        process.kill(at.pid, 'SIGCONT');
      }
    });
  });
});
