import type { Endpoint, TlsFiles } from '../../core/connection/dockerContext.js';
import { fail, ok, type Result } from '../../util/result.js';

const MAX_ADDRESS_CHARACTERS = 1024;
const PLAIN_PORT = 2375;
const TLS_PORT = 2376;
const MACHINE_TRUST: TlsFiles = { ca: undefined, cert: undefined, key: undefined, skipVerify: false };

const AUTHORITY = /^(?:([^@]*)@)?(\[[^\]]*\]|[^:[\]]*)(?::(\d*))?$/;
/** A name that starts with `-` would be an option of whatever program it is handed to. */
const HOST_NAME = /^[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_.])?$/;
const IPV6 = /^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9_.-]+)?$/;
/** It is read by the shell of the other side. */
const SOCKET_PATH = /^\/[A-Za-z0-9._+@/-]*$/;
const USER = /^[A-Za-z0-9_][A-Za-z0-9._+@\\-]*$/;

/**
 * An address as DOCKER_HOST and the contexts have it, or a sentence on what is wrong with it. With `tls` a host is spoken to over
 * TLS, as the Docker CLI decides by the context's own material and not by the port.
 */
export function parseEndpoint(address: string, tls: TlsFiles | undefined): Result<Endpoint, string> {
  const text = address.trim();
  if (text === '') return fail('The address is empty.');
  if (text.length > MAX_ADDRESS_CHARACTERS) return fail('The address is too long.');
  if (/[\s\u0000-\u001f\u007f]/.test(text.replaceAll(' ', '')))
    return fail('The address has control characters in it.');
  const raw = withoutPassword(text);
  const [, scheme, rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/.exec(text) ?? [];
  switch (scheme?.toLowerCase()) {
    case 'unix':
      return rest.startsWith('/')
        ? ok({ transport: 'unix', path: rest, raw })
        : fail('A socket needs an absolute path.');
    case 'npipe':
      return parsePipe(rest, raw);
    case 'tcp':
      return parseHost(rest, tls, raw);
    case 'http':
      return parseHost(rest, undefined, raw);
    case 'https':
      return parseHost(rest, tls ?? MACHINE_TRUST, raw);
    case 'ssh':
      return parseSsh(rest, raw);
    case undefined:
      return text.includes('/')
        ? fail('The address has no scheme such as unix:// or tcp://.')
        : parseHost(text, tls, raw);
    default:
      return fail(`Scalebook does not know addresses that begin with ${scheme}://.`);
  }
}

/** An address is shown in many places; a password that somebody put into one is not. */
export const withoutPassword = (address: string): string =>
  address.slice(0, MAX_ADDRESS_CHARACTERS).replace(/(:\/\/[^/@:]*):[^/]*@/, '$1:***@');

function parsePipe(rest: string, raw: string): Result<Endpoint, string> {
  const path = rest.replaceAll('\\', '/');
  return /^\/\/[^/]+\/pipe\/.+/.test(path)
    ? ok({ transport: 'npipe', path, raw })
    : fail('A named pipe looks like npipe:////./pipe/docker_engine.');
}

function parseHost(rest: string, tls: TlsFiles | undefined, raw: string): Result<Endpoint, string> {
  const authority = parseAuthority(rest.replace(/\/$/, ''));
  if (!authority.ok) return authority;
  const { user, host, port } = authority.value;
  if (user !== undefined) return fail('A user name in the address is only understood with ssh://.');
  return ok({ transport: 'tcp', host, port: port ?? (tls ? TLS_PORT : PLAIN_PORT), tls, raw });
}

function parseSsh(rest: string, raw: string): Result<Endpoint, string> {
  const authority = parseAuthority(rest.replace(/\/.*$/, ''));
  const socketPath = rest.replace(/^[^/]*\/?/, '/');
  if (!authority.ok) return authority;
  const { user, host, port } = authority.value;
  if (user?.includes(':')) return fail('A password in the address is not supported; use a key.');
  if (user !== undefined && !USER.test(user)) return fail('The user name in the address makes no sense.');
  if (!SOCKET_PATH.test(socketPath)) return fail('The path in the address has characters that no socket needs.');
  return ok({ transport: 'ssh', host, port, user, socketPath: socketPath === '/' ? undefined : socketPath, raw });
}

interface Authority {
  readonly user: string | undefined;
  readonly host: string;
  readonly port: number | undefined;
}

function parseAuthority(text: string): Result<Authority, string> {
  if (text.includes('/')) return fail('An address with a path is not supported.');
  const [whole, user, bracketed = '', digits] = AUTHORITY.exec(text) ?? [];
  if (whole === undefined) return fail('The address is no host:port; an IPv6 address goes in brackets.');
  const host = bracketed.replace(/^\[|\]$/g, '');
  const isHost = bracketed.startsWith('[') ? IPV6.test(host) : HOST_NAME.test(host);
  if (!isHost) return fail(host === '' ? 'The address names no host.' : 'The host in the address makes no sense.');
  const port = digits ? Number(digits) : undefined;
  if (port !== undefined && (port < 1 || port > 65_535))
    return fail('The port in the address is not between 1 and 65535.');
  return ok({ user, host, port });
}
