import type { DockerContext } from '../../../core/connection/dockerContext.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The name that the Docker CLI gives to what DOCKER_HOST or its own default points to. */
const DEFAULT_CONTEXT = 'default';

/**
 * The environment in which `docker compose` speaks to this context's engine, whatever the user's current one is, and says its
 * progress line by line. Undefined when it cannot be told which engine to use.
 *
 * @param localAddress a socket of this machine that leads to the engine, for a context whose own way there takes a login
 */
export function composeEnvironment(
  context: DockerContext,
  user: Environment,
  localAddress?: string,
): Environment | undefined {
  const { DOCKER_HOST: _host, DOCKER_CONTEXT: _context, DOCKER_TLS: _tls, ...rest } = user;
  const { DOCKER_TLS_VERIFY: _verify, DOCKER_CERT_PATH: _certificates, ...plain } = rest;
  const output = { COMPOSE_ANSI: 'never', COMPOSE_PROGRESS: 'plain', COMPOSE_MENU: 'false', DOCKER_CLI_HINTS: 'false' };
  const { endpoint } = context;
  switch (endpoint.transport) {
    case 'unix':
    case 'npipe':
      return { ...plain, ...output, DOCKER_HOST: `${endpoint.transport}://${endpoint.path}` };
    case 'tcp': {
      const address = `tcp://${endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host}:${endpoint.port}`;
      if (endpoint.tls === undefined) return { ...plain, ...output, DOCKER_HOST: address };
      // The certificates of a stored context are for the CLI to find; those of the default one come from the environment.
      if (context.name !== DEFAULT_CONTEXT) return { ...plain, ...output, DOCKER_CONTEXT: context.name };
      return { ...user, ...output, DOCKER_CONTEXT: undefined, DOCKER_HOST: address };
    }
    case 'ssh':
      return { ...plain, ...output, DOCKER_HOST: localAddress ?? endpoint.raw };
    case 'invalid':
      return undefined;
  }
}
