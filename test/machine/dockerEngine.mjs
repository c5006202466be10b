import { dirname, delimiter, join } from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { mayInstallSystemPackages } from './debianHost.mjs';
import { ensureDockerCli, ensureDockerPrograms } from './dockerPrograms.mjs';
import { defaultHost, engineApiVersion, ordinaryHosts } from './engineAddress.mjs';
import { oneAtATime } from './oneAtATime.mjs';
import { processAlive } from './processAlive.mjs';
import { say } from './say.mjs';
import { lastLines, startDaemon } from './startDaemon.mjs';
import { waitFor } from './waitFor.mjs';

/**
 * @typedef {object} DockerEngine
 * @property {string} host where it answers, as DOCKER_HOST has it
 * @property {string} apiVersion
 * @property {string} cliPath a docker command
 * @property {NodeJS.ProcessEnv} env for child processes: the docker command on PATH, and DOCKER_HOST when it is not the default
 * @property {number} [startedPid] the daemon, when this very call started it
 */

const START_TIMEOUT_MS = 60_000;

export const HOW_TO_GET_ONE =
  'No Docker Engine answers, and none can be started here: start Docker Desktop or the docker service, ' +
  'or point DOCKER_HOST at an engine. As root on Debian or Ubuntu this script starts one by itself.';

/**
 * A Docker Engine that answers: the one that is there, or else one started here that stays when this script ends.
 * @returns {Promise<DockerEngine>}
 */
export async function ensureDockerEngine() {
  const running = await runningEngine();
  if (running) return describe(running);
  if (process.env['DOCKER_HOST'])
    throw new Error(`No Docker Engine answers at DOCKER_HOST ${process.env['DOCKER_HOST']}.`);
  if (!mayInstallSystemPackages()) throw new Error(HOW_TO_GET_ONE);
  return oneAtATime('docker-engine', async () => describe((await runningEngine()) ?? (await startEngine())));
}

/**
 * The Docker Engine that answers, or undefined; nothing is installed or started for it.
 * @returns {Promise<DockerEngine | undefined>}
 */
export async function findDockerEngine() {
  const running = await runningEngine();
  return running && describe(running);
}

/** @typedef {{ host: string, apiVersion: string, startedPid?: number }} Answering */

/** @returns {Promise<Answering | undefined>} */
async function runningEngine() {
  for (const host of await ordinaryHosts()) {
    const apiVersion = await engineApiVersion(host);
    if (apiVersion !== undefined) return { host, apiVersion };
  }
  return undefined;
}

/** @returns {Promise<Answering>} */
async function startEngine() {
  const { dockerd, path } = await ensureDockerPrograms('modern');
  const host = defaultHost();
  // Installing a package may have started its service.
  const already = await engineApiVersion(host);
  if (already !== undefined) return { host, apiVersion: already };
  const logFile = join(cacheFolder('logs'), 'dockerd.log');
  say(`starting a Docker Engine at ${host}, log in ${logFile}`);
  const pid = await startDaemon(dockerd, ['-H', host], { logFile, env: { ...process.env, PATH: path } });
  const apiVersion = await waitFor(() => engineApiVersion(host), {
    timeoutMs: START_TIMEOUT_MS,
    giveUp: () => !processAlive(pid),
  });
  if (apiVersion === undefined)
    throw new Error(`dockerd did not come up; the end of its log:\n  ${lastLines(logFile)}`);
  return { host, apiVersion, startedPid: pid };
}

/**
 * @param {Answering} answering
 * @returns {Promise<DockerEngine>}
 */
async function describe(answering) {
  const cliPath = await ensureDockerCli();
  const env = dockerEnvironment(cliPath, answering.host);
  return { ...answering, cliPath, env };
}

/**
 * @param {string} cliPath
 * @param {string} host
 * @returns {NodeJS.ProcessEnv}
 */
export function dockerEnvironment(cliPath, host) {
  const path = process.env['PATH'] ?? '';
  const folder = dirname(cliPath);
  const PATH = path.split(delimiter).includes(folder) ? path : `${folder}${delimiter}${path}`;
  return { ...process.env, PATH, ...(host === defaultHost() ? {} : { DOCKER_HOST: host }) };
}
