import type { BalancerService } from '../verification/balancerService.js';

/** What a balancer says of its services. */
export interface BalancerSeen {
  /** Compose name of the balancer itself, and what people call it. */
  readonly service: string;
  readonly title: string;
  /** What it calls the service that is diagnosed. */
  readonly name: string;
  readonly services: readonly BalancerService[];
}
