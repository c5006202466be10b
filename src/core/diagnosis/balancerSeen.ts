/** One server of a balancer's own list. */
export interface ServerSeen {
  /** Hostile, as `state` is. */
  readonly name: string;
  /** Such as `172.18.0.5:3001`; empty where the balancer tells none. */
  readonly address: string;
  readonly isUp: boolean;
  readonly state: string;
}

/** What a balancer says of the servers of one service. */
export interface BalancerSeen {
  /** Compose name of the balancer itself, and what people call it. */
  readonly service: string;
  readonly title: string;
  /** As the balancer calls the service. */
  readonly name: string;
  readonly servers: readonly ServerSeen[];
  readonly isSticky: boolean;
}
