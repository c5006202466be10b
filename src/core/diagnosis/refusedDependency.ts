import { isExhaustion } from './exhaustionLines.js';

/** Words with which a program says that it does not reach another one. */
const unreachable =
  /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|getaddrinfo|connection refused|could not connect|can't connect|cannot connect|failed to connect|could not translate host name|no such host|name or service not known|name resolution|bad address|no route to host|host is unreachable|connection timed out|is the server running|server misbehaving/i;

/** A line that says so; undefined where none does. One that is full is reached. */
export const unreachableLine = (lines: readonly string[]): string | undefined =>
  lines.findLast((line) => unreachable.test(line) && !isExhaustion(line));

/**
 * The service that a line names as a host, among those that there are; the longest where one's name is within another's. Undefined where it
 * names none.
 */
export function serviceNamedIn(line: string, services: readonly string[]): string | undefined {
  const words = new Set(line.split(/[^\w-]+/));
  // A host may be written with the domain of its network behind it, or as a part of an address.
  return [...services].sort((a, b) => b.length - a.length).find((name) => words.has(name));
}
