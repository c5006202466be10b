import { homedir } from 'node:os';
import type { ComposeScaler, ContextStore, EngineConnector } from '../app/ports.js';
import { DockerodeConnector } from './connect/dockerodeConnector.js';
import { CliContextStore } from './contexts/cliContextStore.js';
import { diskFiles } from './contexts/storeFiles.js';
import { createComposeScaler as composeScalerWith } from './scale/composeScaler.js';
import { pathExists } from './scale/pathExists.js';
import { createReplicateScaler } from './scale/replicateScaler.js';
import { runProgram } from './scale/runProgram.js';

/** The bundle's entry: everything that speaks to Docker, as implementations of the app's ports. */

/** `env` is the environment that the Docker CLI would see. */
export function createContextStore(env: NodeJS.ProcessEnv): ContextStore {
  return new CliContextStore({ platform: process.platform, env, home: homedir() }, diskFiles);
}

export const createConnector = (): EngineConnector => new DockerodeConnector();

export { createReplicateScaler };

/** `dockerPath` is the Docker CLI: a path, or a name to be found on PATH. */
export const createComposeScaler = (dockerPath: string, env: NodeJS.ProcessEnv): ComposeScaler =>
  composeScalerWith({ run: runProgram, dockerPath, exists: pathExists, env });
