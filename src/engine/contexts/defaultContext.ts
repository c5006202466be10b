import type { DockerContext, TlsFiles } from '../../core/connection/dockerContext.js';
import { defaultAddresses, type Machine } from './defaultAddresses.js';
import { parseEndpoint, withoutPassword } from './parseEndpoint.js';
import type { StoreFiles } from './storeFiles.js';
import { readTlsFiles } from './tlsFiles.js';

/** The context that no file describes: DOCKER_HOST's engine, else the one of this machine. */
export async function defaultContext(
  files: StoreFiles,
  machine: Machine,
  dockerFolder: string,
): Promise<DockerContext> {
  const host = machine.env['DOCKER_HOST'];
  const address = host || (await firstThatExists(files, machine));
  const invalid = (problem: string): DockerContext => ({
    name: 'default',
    description: '',
    endpoint: { transport: 'invalid', raw: withoutPassword(address), problem },
  });
  const tls = await tlsOfEnvironment(files, machine, dockerFolder);
  if (typeof tls === 'string') return invalid(tls);
  const endpoint = parseEndpoint(address, tls);
  return endpoint.ok ? { name: 'default', description: '', endpoint: endpoint.value } : invalid(endpoint.error);
}

async function firstThatExists(files: StoreFiles, machine: Machine): Promise<string> {
  const addresses = defaultAddresses(machine);
  for (const address of addresses) {
    if (await files.exists(address.replace(/^(unix|npipe):\/\//, ''))) return address;
  }
  // None does: the failure to connect will name the usual one.
  return addresses[0] ?? '';
}

/** A sentence when the files cannot be read. */
async function tlsOfEnvironment(
  files: StoreFiles,
  { env }: Machine,
  dockerFolder: string,
): Promise<TlsFiles | undefined | string> {
  const verify = Boolean(env['DOCKER_TLS_VERIFY']);
  if (!verify && !env['DOCKER_TLS']) return undefined;
  const folder = env['DOCKER_CERT_PATH'] || dockerFolder;
  const read = await readTlsFiles(files, folder, !verify);
  if (!read.ok) return `In ${folder}: ${read.error}`;
  return read.value ?? { ca: undefined, cert: undefined, key: undefined, skipVerify: !verify };
}
