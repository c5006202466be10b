import { chmodSync, copyFileSync, mkdirSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ensureAptPackages } from './aptPackages.mjs';
import { isDebianLike } from './debianHost.mjs';
import { ensureDockerCli } from './dockerPrograms.mjs';
import { debianMirror, unpackedPackages } from './debianSuite.mjs';
import { attempt } from './run.mjs';
import { say } from './say.mjs';

/** Where the Docker CLI looks for this person's plugins. */
export const pluginsFolder = () => join(process.env['DOCKER_CONFIG'] ?? join(homedir(), '.docker'), 'cli-plugins');

/** @param {string} cliPath */
async function composeVersion(cliPath) {
  const asked = await attempt(cliPath, ['compose', 'version', '--short'], { timeoutMs: 20_000 });
  const version = asked.stdout.trim().replace(/^v/, '');
  return asked.ok && Number.parseInt(version, 10) >= 2 ? version : undefined;
}

/**
 * Docker Compose 2 or newer as the CLI's plugin.
 * @returns {Promise<string>} its version
 */
export async function ensureCompose() {
  const cliPath = await ensureDockerCli();
  const present = await composeVersion(cliPath);
  if (present !== undefined) return present;
  if (!isDebianLike())
    throw new Error(
      'docker compose is missing: install the Compose plugin, see https://docs.docker.com/compose/install/',
    );
  if ((await debianMirror()) === undefined) {
    // Ubuntu packages the plugin itself.
    await ensureAptPackages(['docker-compose-v2'], 'docker compose');
    return answered(cliPath, 'docker-compose-v2');
  }
  const root = await unpackedPackages('trixie', ['docker-compose'], 'docker compose');
  const folder = pluginsFolder();
  const plugin = join(folder, 'docker-compose');
  say(`putting docker compose at ${plugin}`);
  mkdirSync(folder, { recursive: true });
  // Renamed into place: the CLI never sees half a plugin.
  const unfinished = `${plugin}.${process.pid}`;
  copyFileSync(join(root, 'usr', 'libexec', 'docker', 'cli-plugins', 'docker-compose'), unfinished);
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, plugin);
  return answered(cliPath, plugin);
}

/**
 * @param {string} cliPath
 * @param {string} installed
 */
async function answered(cliPath, installed) {
  const version = await composeVersion(cliPath);
  if (version === undefined) throw new Error(`docker compose does not answer although ${installed} is there`);
  return version;
}
