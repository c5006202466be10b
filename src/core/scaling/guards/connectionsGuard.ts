import { connectionRoom, raiseTo, type Connections } from '../../policy/target/connectionRoom.js';
import type { Result } from '../../../util/result.js';
import type { ConnectionsGuard } from './guard.js';
import type { GuardedChange } from './guardedChange.js';

/**
 * Blocks where full pools are more than the limit allows at all, and warns where they would leave nothing for the reserve.
 *
 * @param connections for this service, or why they are not known
 * @param buffer kept free when a new limit is worked out
 * @param database its Compose name
 */
export function connectionsGuard(
  { service, from, to, plan: { title } }: GuardedChange,
  connections: Result<Connections, string>,
  buffer: number,
  database?: string,
): ConnectionsGuard {
  if (!connections.ok) {
    const { error: problem } = connections;
    return { guard: 'connections', verdict: 'warn', known: false, service, title, problem, database };
  }
  const { limit, others, reserved, perReplica } = connections.value;
  const { strictCap, hardCap } = connectionRoom(connections.value);
  const verdict = to > hardCap ? 'block' : to > strictCap ? 'warn' : 'pass';
  const better = [...(verdict === 'pass' ? [] : [strictCap]), ...(verdict === 'block' ? [hardCap] : [])];
  return {
    guard: 'connections',
    verdict,
    known: true,
    service,
    title,
    replicas: to,
    perReplica,
    needed: to * perReplica,
    limit,
    others,
    reserved,
    raiseTo: raiseTo(to, connections.value, buffer),
    fit: better.find((count) => count > from),
  };
}
