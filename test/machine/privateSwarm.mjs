import { mayInstallSystemPackages } from './debianHost.mjs';
import { ensureDockerCli } from './dockerPrograms.mjs';
import { findOnPath } from './findOnPath.mjs';
import { cabledNamespaces, removeNamespace } from './networkNamespace.mjs';
import { startPrivateEngine } from './privateEngine.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/**
 * @typedef {import('./privateEngine.mjs').PrivateEngine} PrivateEngine
 * @typedef {object} PrivateSwarm
 * @property {PrivateEngine} manager
 * @property {PrivateEngine} worker
 * @property {readonly { readonly namespace: string, readonly address: string }[]} places of the manager and the worker
 * @property {(...args: string[]) => Promise<string>} docker the docker command, speaking to the manager
 * @property {() => Promise<void>} stop
 */

/** A sentence why no Swarm can be made here, or undefined where one can. */
export function whyNoSwarm() {
  if (process.platform !== 'linux' || !mayInstallSystemPackages() || findOnPath('nsenter') === undefined)
    return 'a Swarm of two nodes needs root on Debian or Ubuntu, with network namespaces';
  return undefined;
}

/**
 * A manager and a worker, each an engine of its own in a network namespace of its own.
 * @returns {Promise<PrivateSwarm>}
 */
export async function startPrivateSwarm() {
  const cli = await ensureDockerCli();
  const places = await cabledNamespaces();
  /** @type {PrivateEngine[]} */
  const engines = [];
  const stop = async () => {
    await Promise.all(engines.map((engine) => engine.stop()));
    // Of an engine that never came up.
    for (const { namespace } of places) await removeNamespace(namespace);
  };
  try {
    for (const [index, { namespace }] of places.entries())
      engines.push(await startPrivateEngine({ node: { namespace, hostname: `node-${index + 1}` } }));
    const [manager, worker] = /** @type {[PrivateEngine, PrivateEngine]} */ (engines);
    const [managerAddress, workerAddress] = places.map(({ address }) => address);
    /** @param {PrivateEngine} engine */
    const dockerOn =
      (engine) =>
      /** @param {string[]} args */
      (...args) =>
        run(cli, ['-H', engine.host, ...args]);
    say('making a Swarm of the two');
    const docker = dockerOn(manager);
    await docker('swarm', 'init', '--advertise-addr', `${managerAddress}`);
    const token = (await docker('swarm', 'join-token', '--quiet', 'worker')).trim();
    const join = ['--token', token, '--advertise-addr', `${workerAddress}`, `${managerAddress}:2377`];
    await dockerOn(worker)('swarm', 'join', ...join);
    return { manager, worker, places, docker, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
