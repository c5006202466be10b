import type { Refusal, Reason } from '../decision.js';
import { connectionRoom, raiseTo, type Connections } from './connectionRoom.js';

export type TightConnections = Extract<Reason, { reason: 'connections-tight' }>;
export type NoConnections = Extract<Refusal, { refusal: 'connections' }>;

export interface GuardedTarget {
  readonly target: number;
  /** Full pools would leave nothing for the reserve. */
  readonly tight: TightConnections | undefined;
  /** The limit does not allow all that was wanted. */
  readonly refused: NoConnections | undefined;
}

/**
 * Cuts an up to what the database's limit allows; never below the present count, and never a way down. `wanted` is what the
 * service needs in the end: the limit is best raised once, for all of it.
 */
export function connectionGuard(
  replicas: number,
  target: number,
  wanted: number,
  connections: Connections | undefined,
  buffer: number,
): GuardedTarget {
  if (!connections || !(connections.perReplica > 0) || target <= replicas)
    return { target, tight: undefined, refused: undefined };
  const { available, strictCap, hardCap } = connectionRoom(connections);
  const allowed = Math.min(target, Math.max(replicas, hardCap));
  return {
    target: allowed,
    tight:
      allowed > replicas && allowed > strictCap
        ? {
            reason: 'connections-tight',
            needed: allowed * connections.perReplica,
            available: Math.max(0, available),
            raiseTo: raiseTo(allowed, connections, buffer),
          }
        : undefined,
    refused:
      allowed < target
        ? {
            refusal: 'connections',
            needed: wanted * connections.perReplica,
            available: Math.max(0, connections.limit - connections.others),
            raiseTo: raiseTo(wanted, connections, buffer),
            until: undefined,
          }
        : undefined,
  };
}
