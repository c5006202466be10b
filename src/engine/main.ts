import { homedir } from 'node:os';
import type { LoginQuestions } from '../app/connection/ports.js';
import type { ContextStore, EngineConnector } from '../app/ports.js';
import type { Shells } from '../app/checklist/ports.js';
import type { DiagnosisSources } from '../app/diagnosis/ports.js';
import type { ComposeScaler, GuardSources } from '../app/operations/ports.js';
import type { DockerContext } from '../core/connection/dockerContext.js';
import { hostShells } from './commands/hostShells.js';
import { DockerodeConnector } from './connect/dockerodeConnector.js';
import { CliContextStore } from './contexts/cliContextStore.js';
import { diskFiles } from './contexts/storeFiles.js';
import { diagnosisSources } from './diagnosis/diagnosisSources.js';
import { guardSourcesWith } from './guardSources.js';
import { createComposeScaler as composeScalerWith } from './scale/compose/composeScaler.js';
import { pathExists } from './scale/replicate/pathExists.js';
import { createReplicateScaler } from './scale/replicate/replicateScaler.js';
import { runProgram } from './scale/runProgram.js';
import { createSwarmScaler } from './scale/swarmScaler.js';

/** The bundle's entry: everything that speaks to Docker, as implementations of the app's ports. */

/** `env` is the environment that the Docker CLI would see, `builtIn` what is listed beside the CLI's own contexts. */
export function createContextStore(env: NodeJS.ProcessEnv, builtIn: readonly DockerContext[]): ContextStore {
  return new CliContextStore({ platform: process.platform, env, home: homedir() }, diskFiles, builtIn);
}

/** `env` is the environment that ssh is run in; without `questions` it asks nobody. */
export const createConnector = (env = process.env, questions?: LoginQuestions): EngineConnector =>
  new DockerodeConnector(env, questions);

export { createReplicateScaler, createSwarmScaler };

/** `dockerPath` is the Docker CLI: a path, or a name to be found on PATH. */
export const createComposeScaler = (dockerPath: string, env: NodeJS.ProcessEnv): ComposeScaler =>
  composeScalerWith({ run: runProgram, dockerPath, exists: pathExists, env });

/** `dockerPath` and `env` as of the Compose scaler. */
export const createGuardSources = (dockerPath: string, env: NodeJS.ProcessEnv): GuardSources =>
  guardSourcesWith({ run: runProgram, dockerPath, exists: pathExists, env });

export const createDiagnosisSources = (): DiagnosisSources => diagnosisSources;

/** `env` is the environment that commands are run in. */
export const createShells = (env: NodeJS.ProcessEnv): Shells => hostShells(env);
