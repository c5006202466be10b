import type { Deeds } from './engineDeeds.js';
import type { Counts, ServiceName } from './killedStack.js';

/** What an engine has to do to each replica from one set of counts to the other: everything once, and nothing to any other. */
export function deedsBetween(from: Counts, to: Counts, restarted: ServiceName | undefined): Deeds {
  const found = new Map<string, readonly string[]>();
  for (const name of Object.keys(from) as readonly ServiceName[]) {
    for (let number = 1; number <= Math.max(from[name], to[name]); number++) {
      const replica = `${name}-${number}`;
      if (number > from[name]) found.set(replica, ['create', 'start']);
      else if (number > to[name]) found.set(replica, ['destroy']);
      else if (name === restarted) found.set(replica, ['start', 'restart']);
    }
  }
  return found;
}
