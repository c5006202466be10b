import type { Stage } from './responseTime.js';

/**
 * The chance that somebody who comes to `servers` servers finds all of them busy and has to wait (M/M/c): Erlang's C formula (Erlang 1917;
 * Kleinrock, Queueing Systems, volume 1, 1975, section 3.5).
 *
 * @param offered arrivals per time in which one server serves one; below `servers`, or everybody waits
 */
export function erlangC(servers: number, offered: number): number {
  if (!(offered > 0)) return 0;
  if (offered >= servers) return 1;
  // Erlang B by its recursion, which does not overflow as the factorials of the formula do.
  let blocked = 1;
  for (let server = 1; server <= servers; server++) blocked = (offered * blocked) / (server + offered * blocked);
  const busy = offered / servers;
  return blocked / (1 - busy * (1 - blocked));
}

/** As full as servers can be for the formula to say anything: beyond it, what waits has to be counted. */
export const fullest = 0.98;

/**
 * The wait for one of several servers: nobody's, or exponential.
 *
 * @param arrivals per second
 * @param perServer served by one server in a second
 * @param bound beyond this share of what they can do the wait grows no longer
 */
export function waitOf(servers: number, arrivals: number, perServer: number, bound = fullest): Stage {
  const bounded = Math.min(arrivals, bound * servers * perServer);
  return { chance: erlangC(servers, bounded / perServer), meanMs: 1000 / (servers * perServer - bounded) };
}
