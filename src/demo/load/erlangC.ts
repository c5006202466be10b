/**
 * The chance that somebody who comes to `servers` servers finds all of them busy and has to wait (M/M/c).
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
