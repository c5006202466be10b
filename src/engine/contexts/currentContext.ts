import type { ContextList } from '../../core/connection/dockerContext.js';

/** Which context the Docker CLI would use, in the CLI's own order of precedence. */
export function currentContext(
  env: Readonly<Record<string, string | undefined>>,
  configured: string | undefined,
): ContextList['current'] {
  // DOCKER_HOST names an address, which only the default context has.
  if (env['DOCKER_HOST']) return { name: 'default', because: 'DOCKER_HOST' };
  if (env['DOCKER_CONTEXT']) return { name: env['DOCKER_CONTEXT'], because: 'DOCKER_CONTEXT' };
  if (configured) return { name: configured, because: 'docker-config' };
  return { name: 'default', because: 'default' };
}
