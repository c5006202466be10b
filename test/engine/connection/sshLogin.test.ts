import assert from 'node:assert/strict';
import type { LoginQuestion } from '../../../src/app/connection/ports.js';
import { createConnector } from '../../../src/engine/main.js';
import { attempt as attemptToRun } from '../../machine/run.mjs';
import { contextOf, never, until, value } from '../support/connection.js';
import { attempt, envOf, failureOf, Person, sshServers } from './sshWorld.js';

describe('a login on an engine over SSH', function () {
  this.timeout(120_000);
  const server = sshServers();

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

    it('for whoever logs in may not use Docker', async function () {
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
      process.kill(at.pid);
      await until('nobody listens', async () => (await failureOf(at)).reason === 'ssh-unreachable');
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
