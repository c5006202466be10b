import { delimiter, join } from 'node:path';
import { ensureAptPackages } from './aptPackages.mjs';
import { isDebianLike } from './debianHost.mjs';
import { debianMirror, unpackedPackages } from './debianSuite.mjs';
import { findOnPath } from './findOnPath.mjs';

/** @typedef {'modern' | 'old'} EngineGeneration */

/**
 * modern: Engine 26.1, API 1.45. old: Engine 20.10, API 1.41. Both run side by side because neither is installed.
 * @type {Record<EngineGeneration, { suite: string, packages: string[] }>}
 */
const SOURCE_OF = {
  modern: { suite: 'trixie', packages: ['docker.io', 'tini', 'containerd'] },
  old: { suite: 'bookworm', packages: ['docker.io', 'tini', 'containerd'] },
};

/**
 * The daemon of a generation, and the PATH that it must run with to find containerd, its shim, docker-proxy and runc.
 * @param {EngineGeneration} generation
 * @returns {Promise<{ dockerd: string, path: string }>}
 */
export async function ensureDockerPrograms(generation) {
  const systemPath = process.env['PATH'] ?? '';
  // runc is always the machine's own: one from a newer release may want a newer libc.
  await ensureAptPackages(['runc', 'iptables', 'iproute2'], 'running a Docker Engine');
  if ((await debianMirror()) === undefined && generation === 'modern') {
    // Ubuntu's own Docker is a modern one.
    await ensureAptPackages(['docker.io'], 'running a Docker Engine');
    return { dockerd: 'dockerd', path: systemPath };
  }
  const { suite, packages } = SOURCE_OF[generation];
  const root = await unpackedPackages(suite, packages, `a Docker Engine (${generation})`);
  // Unpacked before installed, so that a docker.io or containerd on this machine never mixes in.
  const path = [join(root, 'usr', 'bin'), join(root, 'usr', 'sbin'), '/usr/sbin', '/sbin', systemPath].join(delimiter);
  return { dockerd: join(root, 'usr', 'sbin', 'dockerd'), path };
}

/**
 * The Docker CLI: the one on PATH, or Debian's unpacked in the cache.
 * @returns {Promise<string>} its absolute path
 */
export async function ensureDockerCli() {
  const found = findOnPath('docker');
  if (found !== undefined) return found;
  if (!isDebianLike())
    throw new Error('no docker command on PATH: install the Docker CLI, see https://docs.docker.com/get-docker/');
  if ((await debianMirror()) === undefined) {
    await ensureAptPackages(['docker.io'], 'the docker command');
    return '/usr/bin/docker';
  }
  return join(await unpackedPackages('trixie', ['docker-cli'], 'the docker command'), 'usr', 'bin', 'docker');
}
