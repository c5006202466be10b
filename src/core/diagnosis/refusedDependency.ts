import { isExhaustion } from './exhaustionLines.js';

/** Words with which a program says that it does not reach another one. */
const unreachable =
  /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|getaddrinfo|connection refused|could not connect|can't connect|cannot connect|failed to connect|could not translate host name|no such host|name or service not known|name resolution|bad address|no route to host|host is unreachable|connection timed out|is the server running|server misbehaving/i;

/** Whether a line says so. One that is full is reached. */
export const saysUnreachable = (line: string): boolean => unreachable.test(line) && !isExhaustion(line);

/** A service with the addresses of its replicas. */
export interface Neighbour {
  readonly name: string;
  readonly addresses: readonly string[];
}

/**
 * The service that a line names as a host or by an address, among those that there are; the longest where one's name is within another's.
 * Undefined where it names none.
 */
export function serviceNamedIn<N extends Neighbour>(line: string, services: readonly N[]): N | undefined {
  // A host may be written with the domain of its network behind it, or as a part of an address.
  const words = new Set(line.split(/[^\w-]+/));
  const places = new Set(line.match(addresses) ?? []);
  const byLength = [...services].sort((a, b) => b.name.length - a.name.length);
  return (
    byLength.find(({ name }) => words.has(name)) ??
    byLength.find((service) => service.addresses.some((address) => places.has(address)))
  );
}

const addresses = /\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}/gi;
