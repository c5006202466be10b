// What this stack is called, where its files are, and on which ports of this machine it answers.
import { join } from 'node:path';

export const stackFolder = import.meta.dirname;
export const composeFile = join(stackFolder, 'compose.yaml');
export const traefikFile = join(stackFolder, 'compose.traefik.yaml');
export const oldEngineFile = join(stackFolder, 'compose.old-engine.yaml');

export const faultsFile = join(stackFolder, 'compose.faults.yaml');

/**
 * What makes another stack of it, beside the ordinary one.
 *
 * @typedef {object} StackVariant
 * @property {string} [project]
 * @property {'haproxy'} [balancer] without asking the registry
 * @property {readonly string[]} [files] laid over the ordinary ones
 * @property {Readonly<Record<string, string>>} [env] such as its ports
 * @property {Readonly<Record<string, number>>} [counts] replicas, by service
 */

export const PROJECT = 'up-schedule-generator';

/** The services that the runbook scales, in its order. */
export const SCALED_SERVICES = /** @type {const} */ (['frontend', 'backend', 'pdf-worker']);

/** @param {NodeJS.ProcessEnv} [env] */
export function stackAddresses(env = process.env) {
  /** @param {string} name @param {number} fallback */
  const at = (name, fallback) => `http://127.0.0.1:${env[`SCALEBOOK_STACK_${name}_PORT`] || fallback}`;
  return {
    frontend: at('FRONTEND', 3000),
    backend: at('BACKEND', 3001),
    dashboard: at('DASHBOARD', 8080),
    prometheus: at('PROMETHEUS', 9090),
  };
}
