import { readFileSync } from 'node:fs';

/** What of this process could be left behind: sockets, pipes, timers, child processes, by kind. */
export function openThings(): Readonly<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counted[kind] = (counted[kind] ?? 0) + 1;
  return counted;
}

/** How many connections a daemon has at its unix socket, by the kernel's own list. */
export function connectionsAt(socketPath: string): number {
  const connected = '03';
  return readFileSync('/proc/net/unix', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[7] === socketPath && columns[5] === connected).length;
}
