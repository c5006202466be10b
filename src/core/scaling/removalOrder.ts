import type { Replica } from '../stack/replica.js';

/**
 * The replicas that Compose of this version would take away to come down by `count`, first to go first. State does not matter to it.
 * Before 2.19 the engine's list order made it the oldest; up to 2.24.6 the newest; from then on the highest numbers.
 * (With `--no-recreate` no replica counts as diverged, so the later versions' "diverged first" does not apply.)
 */
export function chooseRemovals(
  replicas: readonly Replica[],
  count: number,
  composeVersion: string,
): readonly Replica[] {
  const order = removalOrder(composeVersion);
  return [...replicas].sort(order).slice(0, Math.max(0, count));
}

function removalOrder(composeVersion: string): (a: Replica, b: Replica) => number {
  if (isBefore(composeVersion, [2, 19, 0])) return (a, b) => a.createdAt - b.createdAt || a.number - b.number;
  if (isBefore(composeVersion, [2, 24, 7])) return (a, b) => b.createdAt - a.createdAt || b.number - a.number;
  return (a, b) => b.number - a.number || b.createdAt - a.createdAt;
}

/** An unreadable version counts as a current one. */
function isBefore(version: string, bound: readonly [number, number, number]): boolean {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (!match) return false;
  for (let part = 0; part < 3; part++) {
    const difference = Number(match[part + 1]) - (bound[part] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
