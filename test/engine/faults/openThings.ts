import { readFileSync } from 'node:fs';
import { until } from '../support/connection.js';

/** What of this process could be left behind: sockets, pipes, timers, child processes, by kind. */
export function openThings(): Readonly<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counted[kind] = (counted[kind] ?? 0) + 1;
  return counted;
}

/** The same to compare with later, of a test or hook: its own time limit begins with its first wait. */
export async function openToBeginWith(): Promise<Readonly<Record<string, number>>> {
  await new Promise((resolve) => setImmediate(resolve));
  return openThings();
}

/** How many connections a daemon has at its unix socket, by the kernel's own list. */
export function connectionsAt(socketPath: string): number {
  const connected = '03';
  return readFileSync('/proc/net/unix', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[7] === socketPath && columns[5] === connected).length;
}

/** Waits until this process has no more of anything than it had. */
export async function untilNoMoreThan(before: Readonly<Record<string, number>>): Promise<void> {
  const grown = (): string =>
    Object.entries(openThings())
      .filter(([kind, count]) => count > (before[kind] ?? 0))
      .map(([kind, count]) => `${kind} ${before[kind] ?? 0} to ${count}`)
      .join();
  await until('nothing is left open', () => grown() === '', 10_000).catch((error: unknown) => {
    throw new Error(`left open: ${grown()}`, { cause: error });
  });
}
