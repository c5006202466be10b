import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDockerCli, ensureDockerPrograms } from './dockerPrograms.mjs';
import { engineApiVersion } from './engineAddress.mjs';
import { removeAbandonedEngines } from './abandonedEngines.mjs';
import { bridgesOf, privateBridge, removeBridges } from './privateBridge.mjs';
import { endLeftovers } from './privateEngineLeftovers.mjs';
import { removeNamespace } from './networkNamespace.mjs';
import { processAlive, waitForEnd } from './processAlive.mjs';
import { say } from './say.mjs';
import { lastLines, startDaemon } from './startDaemon.mjs';
import { waitFor } from './waitFor.mjs';

/**
 * @typedef {object} PrivateEngineOptions
 * @property {import('./dockerPrograms.mjs').EngineGeneration} [version]
 * @property {{ port: number, certificates: import('./tlsCertificates.mjs').TlsCertificates, address?: string }} [tls] listen on 127.0.0.1 too, or on that address, with client certificates asked for
 * @property {number} [listen] a port of 127.0.0.1 to listen on without TLS
 * @property {{ namespace: string, hostname: string }} [node] a network namespace to run in, which is the engine's from then on and goes with
 *   it, and the name of the machine that it is to think it is; on the host's network otherwise
 * @property {readonly string[]} [moreArguments] for dockerd
 *
 * @typedef {object} PrivateEngine
 * @property {string} host its unix socket
 * @property {string} [tcpHost] its address over TCP, when asked for
 * @property {string} apiVersion
 * @property {number} pid
 * @property {string} dir everything it keeps
 * @property {string} logFile
 * @property {() => void} freeze takes connections and answers nothing, as a machine that hangs
 * @property {() => void} thaw
 * @property {() => Promise<void>} kill ends it without warning, as an engine that crashes: its containers go on, and stop() still has to clean up
 * @property {() => Promise<void>} restart starts it again after kill(), on the same data; in networks made from then on containers may not reach each other
 * @property {() => Promise<void>} stop
 */

const START_TIMEOUT_MS = 60_000;
const KILL_TIMEOUT_MS = 20_000;

/** A container that does not mind SIGTERM would hold up a stopping engine for ten seconds. */
const STOP_PATIENCE_MS = 3_000;

/**
 * A second engine beside the shared one, to break, stop and turn into a Swarm. The shared one never notices: this one has its own data,
 * sockets, containerd names and bridge, and leaves the firewall alone (a starting dockerd would empty the other one's chains).
 * So its containers reach each other and publish ports on this machine, but do not reach the internet.
 * @param {PrivateEngineOptions} [options]
 * @returns {Promise<PrivateEngine>}
 */
export async function startPrivateEngine({ version = 'modern', tls, listen, node, moreArguments = [] } = {}) {
  await removeAbandonedEngines();
  const { dockerd, path } = await ensureDockerPrograms(version);
  await ensureDockerCli();
  // Not the system's temporary folder: a socket's path may have no more than about a hundred characters.
  const dir = mkdtempSync('/tmp/sb-');
  const name = dir.slice('/tmp/'.length);
  // In a namespace there is no other engine to mind.
  const bridge = node === undefined ? await privateBridge(name) : undefined;
  const namespace = node?.namespace;
  writeFileSync(join(dir, 'owner.json'), JSON.stringify({ pid: process.pid, name, bridge, namespace }));
  writeFileSync(join(dir, 'daemon.json'), '{}');
  const [host, logFile, execRoot] = [`unix://${dir}/docker.sock`, join(dir, 'dockerd.log'), join(dir, 'exec')];
  mkdirSync(execRoot);
  const args = [
    '--config-file',
    join(dir, 'daemon.json'),
    '-H',
    host,
    '--data-root',
    join(dir, 'data'),
    '--exec-root',
    execRoot,
    '--pidfile',
    join(dir, 'dockerd.pid'),
    '--containerd-namespace',
    name,
    '--containerd-plugins-namespace',
    `${name}-plugins`,
    ...(bridge === undefined ? [] : ['--bridge', bridge.device]),
    '--iptables=false',
    '--ip-masq=false',
    '--shutdown-timeout',
    '3',
    ...(tls
      ? [
          '-H',
          `tcp://${tls.address ?? '127.0.0.1'}:${tls.port}`,
          '--tlsverify',
          '--tlscacert',
          tls.certificates.ca,
          '--tlscert',
          tls.certificates.serverCert,
          '--tlskey',
          tls.certificates.serverKey,
        ]
      : []),
    ...(listen === undefined ? [] : ['-H', `tcp://127.0.0.1:${listen}`, '--tls=false']),
    ...moreArguments,
  ];

  // A dockerd that finds a network of an earlier start in its data and was told an address pool deletes docker0, as if it were its own.
  const firstArguments = bridge === undefined ? [] : ['--default-address-pool', `base=${bridge.pool},size=24`];
  const [program = dockerd, ...programArguments] = [...(node === undefined ? [] : asNode(node)), dockerd, ...args];

  /** @param {readonly string[]} more */
  const start = async (more) => {
    const pid = await startDaemon(program, [...programArguments, ...more], {
      logFile,
      env: { ...process.env, PATH: path },
      cwd: dir,
    });
    const apiVersion = await waitFor(() => engineApiVersion(host), {
      timeoutMs: START_TIMEOUT_MS,
      giveUp: () => !processAlive(pid),
    });
    if (apiVersion === undefined)
      throw new Error(`the private engine did not come up; the end of its log:\n  ${lastLines(logFile)}`);
    return { pid, apiVersion };
  };
  const cleanUp = async () => {
    const devices = bridge === undefined ? [] : bridgesOf(dir, bridge);
    await endLeftovers(dir, name);
    if (bridge !== undefined) await removeBridges(bridge, devices);
    if (namespace !== undefined) await removeNamespace(namespace);
  };

  const tcpPort = tls?.port ?? listen;
  /** @type {PrivateEngine} */
  const engine = {
    host,
    dir,
    logFile,
    pid: 0,
    apiVersion: '',
    ...(tcpPort === undefined ? {} : { tcpHost: `tcp://${tls?.address ?? '127.0.0.1'}:${tcpPort}` }),
    freeze: () => void process.kill(engine.pid, 'SIGSTOP'),
    thaw: () => void process.kill(engine.pid, 'SIGCONT'),
    kill: async () => {
      const pidFiles = [join(dir, 'dockerd.pid'), join(execRoot, 'containerd', 'containerd.pid')];
      for (const pidFile of pidFiles.filter((path) => existsSync(path))) {
        const pid = Number(readFileSync(pidFile, 'utf8'));
        if (processAlive(pid)) process.kill(pid, 'SIGKILL');
        await waitForEnd(pid, KILL_TIMEOUT_MS);
        // Until init has reaped the dead, a new dockerd would take them for alive and wait for them in vain.
        rmSync(pidFile, { force: true });
      }
    },
    restart: async () => void Object.assign(engine, await start([])),
    stop: async () => {
      if (processAlive(engine.pid)) {
        process.kill(engine.pid, 'SIGTERM');
        // A frozen process takes no other signal than this one.
        process.kill(engine.pid, 'SIGCONT');
        if (!(await waitForEnd(engine.pid, STOP_PATIENCE_MS))) await engine.kill();
      }
      await cleanUp();
    },
  };
  say(`starting a private Docker Engine (${version}) at ${host}`);
  try {
    Object.assign(engine, await start(firstArguments));
  } catch (error) {
    await cleanUp();
    throw error;
  }
  return engine;
}

/**
 * The beginning of a command that runs the rest in the namespace, as a machine of that name.
 * @param {{ namespace: string, hostname: string }} node
 */
function asNode({ namespace, hostname }) {
  const inside = ['nsenter', `--net=/var/run/netns/${namespace}`, '--', 'unshare', '--uts', '--'];
  return [...inside, 'sh', '-c', 'hostname "$0" && exec "$@"', hostname];
}
