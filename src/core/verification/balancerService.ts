/** One server in a balancer's own list. */
export interface BalancerServer {
  /** As the balancer calls it, hostile. */
  readonly name: string;
  /** Address and port of the replica, such as `172.18.0.5:3001`; empty where the balancer tells none. */
  readonly address: string;
  readonly isUp: boolean;
  /** The balancer's own word for its state. */
  readonly state: string;
}

export interface BalancerService {
  /** Hostile. */
  readonly name: string;
  readonly servers: readonly BalancerServer[];
  /** It sends a client back to the server that it had before. */
  readonly isSticky: boolean;
}
