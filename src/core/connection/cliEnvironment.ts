import type { DockerContext } from './dockerContext.js';

/** The name that the Docker CLI gives to what DOCKER_HOST or its own default points to. */
const defaultContext = 'default';

/** What to set (or, with null, to unset) so that the Docker CLI speaks to this context's engine, whatever the user's current one is. */
export type CliEnvironment = Readonly<Record<'DOCKER_CONTEXT' | 'DOCKER_HOST', string | null>>;

/** Undefined for a context that has no usable address. */
export function cliEnvironment({ name, endpoint }: DockerContext): CliEnvironment | undefined {
  if (endpoint.transport === 'invalid') return undefined;
  // A stored one is for the CLI to find, with its certificates.
  return name === defaultContext
    ? { DOCKER_CONTEXT: null, DOCKER_HOST: endpoint.raw }
    : { DOCKER_CONTEXT: name, DOCKER_HOST: null };
}
