import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { ensureAptPackages } from './aptPackages.mjs';
import { ensureDockerCli } from './dockerPrograms.mjs';
import { findOnPath } from './findOnPath.mjs';
import { freePort } from './freePort.mjs';
import { processAlive, waitForEnd } from './processAlive.mjs';
import { attempt, run } from './run.mjs';
import { lastLines, startDaemon } from './startDaemon.mjs';
import { waitFor } from './waitFor.mjs';

/**
 * @typedef {object} SshServerOptions
 * @property {string} dockerHost the engine that "docker" means for whoever logs in
 * @property {string} [path] the PATH of who logs in, in place of one with the Docker CLI on it
 * @property {string} [passphrase] of the key that is let in
 * @property {readonly string[]} [settings] more for sshd, such as `MaxSessions=2`
 *
 * @typedef {object} SshServer
 * @property {string} address as a Docker context has it
 * @property {number} port
 * @property {number} pid
 * @property {string} dir everything it keeps, with the client's `config`, `key` and `known_hosts`
 * @property {string} path a PATH on which "ssh" is the system's, with that configuration in place of the person's own
 * @property {() => Promise<readonly number[]>} logins the processes of this moment's logins
 * @property {() => Promise<void>} drop ends them, as a network that goes away
 * @property {() => void} forget the client knows no host any more
 * @property {() => Promise<void>} changeKey starts it again with another key of its own
 * @property {() => Promise<void>} stop
 */

const START_TIMEOUT_MS = 20_000;

/**
 * A real SSH server on this machine alone, in which one key may log in as the user who runs the tests.
 * @param {SshServerOptions} options
 * @returns {Promise<SshServer>}
 */
export async function startSshServer({ dockerHost, path, passphrase = '', settings = [] }) {
  const { sshd, cliFolder } = await ensureSsh();
  const dir = mkdtempSync('/tmp/sb-sshd-');
  const port = await freePort();
  const inDir = (/** @type {string} */ name) => join(dir, name);
  await makeKey(inDir('key'), passphrase);
  await makeKey(inDir('host-key'), '');
  writeFileSync(inDir('client-config'), clientConfig(dir));
  mkdirSync(inDir('bin'));
  writeFileSync(inDir('bin/ssh'), `#!/bin/sh\nexec ${findOnPath('ssh')} -F ${inDir('client-config')} "$@"\n`);
  chmodSync(inDir('bin/ssh'), 0o755);
  const trust = () => {
    const [kind = '', key = ''] = readFileSync(inDir('host-key.pub'), 'utf8').split(' ');
    writeFileSync(inDir('known_hosts'), `[127.0.0.1]:${port} ${kind} ${key}\n`);
  };
  trust();

  const loginPath = path ?? [cliFolder, '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter);
  const all = [
    `Port=${port}`,
    'ListenAddress=127.0.0.1',
    `HostKey=${inDir('host-key')}`,
    `AuthorizedKeysFile=${inDir('key.pub')}`,
    'StrictModes=no',
    'UsePAM=no',
    'PasswordAuthentication=no',
    'KbdInteractiveAuthentication=no',
    'PermitRootLogin=yes',
    `PidFile=${inDir('pid')}`,
    `SetEnv=PATH=${loginPath} DOCKER_HOST=${dockerHost}`,
    ...settings,
  ];
  const start = async () => {
    const args = ['-D', '-e', '-f', '/dev/null', ...all.flatMap((setting) => ['-o', setting])];
    const started = await startDaemon(sshd, args, { logFile: inDir('log'), env: process.env });
    const isUp = await waitFor(() => answers(port), {
      timeoutMs: START_TIMEOUT_MS,
      giveUp: () => !processAlive(started),
    });
    if (!isUp) throw new Error(`the SSH server did not come up; the end of its log:\n  ${lastLines(inDir('log'))}`);
    return started;
  };
  let pid = await start();
  const logins = async () => {
    const { stdout } = await attempt('ps', ['-o', 'pid=', '--ppid', String(pid)]);
    return stdout.split('\n').map(Number).filter(Boolean);
  };
  const drop = async () => {
    for (const login of await logins()) endQuietly(login);
  };
  const end = async () => {
    const present = await logins();
    endQuietly(pid);
    await waitForEnd(pid, START_TIMEOUT_MS);
    present.forEach(endQuietly);
  };
  return {
    address: `ssh://${userInfo().username}@127.0.0.1:${port}`,
    port,
    get pid() {
      return pid;
    },
    dir,
    path: [inDir('bin'), process.env['PATH'] ?? ''].join(delimiter),
    logins,
    drop,
    forget: () => rmSync(inDir('known_hosts'), { force: true }),
    async changeKey() {
      await end();
      for (const name of ['host-key', 'host-key.pub']) rmSync(inDir(name));
      await makeKey(inDir('host-key'), '');
      pid = await start();
    },
    async stop() {
      await end();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function ensureSsh() {
  const hadServer = findOnPath('sshd') ?? (existsSync('/usr/sbin/sshd') ? '/usr/sbin/sshd' : undefined);
  if (hadServer === undefined)
    await withoutStartingServices(() =>
      ensureAptPackages(['openssh-server', 'openssh-client'], 'an SSH server of the tests'),
    );
  await ensureAptPackages(['openssh-client', 'procps'], 'SSH');
  // Where it drops its privileges; a service would have made it.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  return { sshd: hadServer ?? '/usr/sbin/sshd', cliFolder: dirname(await ensureDockerCli()) };
}

/** The package's own server is not wanted: Debian asks this program before it starts one. @param {() => Promise<void>} install */
async function withoutStartingServices(install) {
  const policy = '/usr/sbin/policy-rc.d';
  const isOurs = !existsSync(policy) && process.getuid?.() === 0;
  if (isOurs) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await install();
  } finally {
    if (isOurs) rmSync(policy);
  }
}

/** @param {string} file @param {string} passphrase */
const makeKey = (file, passphrase) =>
  run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', 'test', '-f', file]);

/** @param {string} dir */
const clientConfig = (dir) =>
  [
    'Host *',
    `  IdentityFile ${dir}/key`,
    '  IdentitiesOnly yes',
    '  IdentityAgent none',
    `  UserKnownHostsFile ${dir}/known_hosts`,
    '  GlobalKnownHostsFile /dev/null',
    '  StrictHostKeyChecking ask',
    '  UpdateHostKeys no',
    '',
  ].join('\n');

/** @param {number} port @returns {Promise<true | undefined>} */
const answers = (port) =>
  new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(undefined));
  });

/** @param {number} pid */
function endQuietly(pid) {
  try {
    process.kill(pid);
  } catch {
    // It has ended by itself.
  }
}
