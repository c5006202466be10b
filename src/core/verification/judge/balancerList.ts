import type { BalancerService } from '../balancerService.js';
import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';

export interface BalancerListed {
  /** Those that are ready, with all of their addresses (without a port) in the engine's networks. */
  readonly replicas: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  /** As the runbook names it. */
  readonly name: string;
  /** All that the balancer told. */
  readonly services: readonly BalancerService[];
}

/** Kind `balancer-list`: every replica is in the balancer's list, each up, and nothing else is up there. */
export function judgeBalancerList({ name }: BalancerListed): Finding {
  return couldNotTell({ reason: 'not-told-how', key: name });
}

/** The balancer's service of a name: Traefik's have the provider's after an `@`. Undefined where it has none, or several. */
export function balancerServiceOf(services: readonly BalancerService[], name: string): BalancerService | undefined {
  return services.find((service) => service.name === name || service.name.startsWith(`${name}@`));
}
