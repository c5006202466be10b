import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';

/** What one client saw that keeps its cookies. */
export interface ClientSeen {
  readonly replicas: number;
  /** The balancer's own word; undefined where it was not told. */
  readonly isSticky: boolean | undefined;
  /** Who answered its requests, each on a connection of its own, cookies of earlier answers sent along; hostile. Undefined where not told. */
  readonly servedBy: readonly (string | undefined)[];
}

/** How many requests of one client show that it is not kept with one replica. */
export const stickyRequests = 20;

/** Kind `no-sticky`. */
export function judgeSticky({ replicas }: ClientSeen): Finding {
  return couldNotTell({ reason: 'too-few', have: 0, needed: replicas });
}
