import { isLocal, type DockerContext } from '../core/connection/dockerContext.js';

const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

/**
 * `localhost` in a runbook is the machine that the stack runs on, which for a remote context is not this one. Undefined when the
 * engine's host cannot be put into a URL: better not to ask than to ask this machine.
 */
export function onEnginesMachine(url: string, context: DockerContext): string | undefined {
  const { endpoint } = context;
  if (isLocal(endpoint) || (endpoint.transport !== 'tcp' && endpoint.transport !== 'ssh')) return url;
  const target = new URL(url);
  if (!isLoopback(target.hostname)) return url;
  const { host } = endpoint;
  target.hostname = host.includes(':') ? `[${host.replace(/%.*$/, '')}]` : host;
  return isLoopback(target.hostname) ? undefined : target.href;
}
