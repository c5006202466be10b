// Which program balances: Traefik where its image is here or can be pulled, HAProxy from the stack's own image otherwise.
import { attempt } from '../machine/run.mjs';
import { traefikFile } from './stackProject.mjs';

const TRAEFIK_IMAGE = 'traefik:v3.6';
const PULL_TIMEOUT_MS = 30_000;

/** @typedef {{ name: 'Traefik' | 'HAProxy', files: string[], env: Record<string, string> }} Balancer */

/** @type {Balancer} */
export const haproxy = { name: 'HAProxy', files: [], env: {} };

/**
 * SCALEBOOK_STACK_BALANCER=haproxy or =traefik decides without asking.
 * @param {import('../machine/dockerEngine.mjs').DockerEngine} engine
 * @param {(line: string) => void} tell
 * @returns {Promise<Balancer>}
 */
export async function chooseBalancer(engine, tell) {
  const wish = process.env['SCALEBOOK_STACK_BALANCER'] ?? 'auto';
  if (wish === 'haproxy') return haproxy;
  if (wish !== 'traefik' && !(await traefikIsHere(engine, tell))) return haproxy;
  return { name: 'Traefik', files: [traefikFile], env: socketOf(engine) };
}

/**
 * @param {import('../machine/dockerEngine.mjs').DockerEngine} engine
 * @param {(line: string) => void} tell
 */
async function traefikIsHere(engine, tell) {
  const present = await attempt(engine.cliPath, ['image', 'inspect', TRAEFIK_IMAGE], { env: engine.env });
  if (present.ok) return true;
  tell(`Asking the registry for ${TRAEFIK_IMAGE}.`);
  const pulled = await attempt(engine.cliPath, ['pull', '--quiet', TRAEFIK_IMAGE], {
    env: engine.env,
    timeoutMs: PULL_TIMEOUT_MS,
  });
  if (!pulled.ok) tell('It cannot be pulled here, so HAProxy balances, on the same ports.');
  return pulled.ok;
}

/**
 * Traefik reads the engine's socket. Docker Desktop's lies elsewhere on the host than in its machine, where the usual place holds.
 * @param {import('../machine/dockerEngine.mjs').DockerEngine} engine
 * @returns {Record<string, string>}
 */
function socketOf(engine) {
  if (process.platform !== 'linux' || !engine.host.startsWith('unix://') || engine.host.includes('desktop')) return {};
  return { SCALEBOOK_STACK_DOCKER_SOCKET: engine.host.slice('unix://'.length) };
}
