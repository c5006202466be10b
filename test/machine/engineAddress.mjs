import { request } from 'node:http';
import { attempt } from './run.mjs';

/**
 * The API version of the engine at a socket or named pipe, or undefined when none answers there.
 * @param {string} host unix:///path or npipe:////./pipe/name
 * @param {number} [timeoutMs]
 * @returns {Promise<string | undefined>}
 */
function pingSocket(host, timeoutMs = 3000) {
  const socketPath = host.replace(/^(unix|npipe):\/\//, '');
  return new Promise((resolve) => {
    const ping = request({ socketPath, path: '/_ping', timeout: timeoutMs, agent: false }, (response) => {
      const version = response.headers['api-version'];
      response.resume();
      resolve(response.statusCode === 200 && typeof version === 'string' ? version : undefined);
    });
    ping.on('timeout', () => ping.destroy());
    ping.on('error', () => resolve(undefined));
    ping.end();
  });
}

/**
 * The same for any address: what is not a socket (TCP with TLS, SSH) is left to the Docker CLI, which knows the certificates and keys.
 * @param {string} host
 * @returns {Promise<string | undefined>}
 */
export async function engineApiVersion(host) {
  if (/^(unix|npipe):/.test(host)) return pingSocket(host);
  const asked = await attempt('docker', ['-H', host, 'version', '--format', '{{.Server.APIVersion}}'], {
    timeoutMs: 15_000,
  });
  return asked.ok ? asked.stdout.trim() : undefined;
}

/**
 * Where Docker is looked for when nobody says otherwise: DOCKER_HOST, the CLI's current context, the default socket.
 * @returns {Promise<string[]>}
 */
export async function ordinaryHosts() {
  const fromEnvironment = process.env['DOCKER_HOST'];
  if (fromEnvironment) return [fromEnvironment];
  const context = await attempt('docker', ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'], {
    timeoutMs: 15_000,
  });
  const current = context.ok ? [context.stdout.trim()] : [];
  return [...new Set([...current, defaultHost()])];
}

/** The address that Docker itself has without any configuration. */
export function defaultHost() {
  return process.platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock';
}
