import type { CliEnvironment } from '../../core/connection/cliEnvironment.js';

/** Files that shells run at their beginning, and what points the Docker CLI elsewhere than its context does. */
const leftOut = ['BASH_ENV', 'ENV', 'DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'];

/** The user's environment, with the Docker CLI pointed to one context. */
export function shellEnvironment(user: NodeJS.ProcessEnv, docker: CliEnvironment): NodeJS.ProcessEnv {
  const env = { ...user };
  // The default one has its certificates in the environment.
  for (const name of docker.DOCKER_CONTEXT === null ? leftOut.slice(0, 2) : leftOut) env[name] = undefined;
  for (const [name, value] of Object.entries(docker)) env[name] = value ?? undefined;
  return env;
}
