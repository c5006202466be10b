import { isDemo } from '../demo/demoContext.js';
import { cliEnvironment } from './cliEnvironment.js';
import type { DockerContext } from './dockerContext.js';

/**
 * Commands of the Docker CLI (each as arguments, with `docker` first) as they speak to this context's engine, into whatever shell they are pasted and
 * whatever the CLI's current context is there. None where the CLI cannot be pointed to it.
 */
export function cliCommands(
  commands: readonly (readonly string[])[],
  context: DockerContext | undefined,
): readonly (readonly string[])[] {
  const env = context && !isDemo(context) ? cliEnvironment(context) : undefined;
  if (!env) return [];
  const { DOCKER_CONTEXT: name, DOCKER_HOST: host } = env;
  // One word each: a name may begin like an option.
  const options = [...(name === null ? [] : [`--context=${name}`]), ...(host === null ? [] : [`--host=${host}`])];
  return commands.map(([program = 'docker', ...rest]) => [program, ...options, ...rest]);
}
