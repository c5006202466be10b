import type { Balancer } from '../../core/runbook/verificationPolicy.js';
import type { BalancerService } from '../../core/verification/balancerService.js';
import type { Result } from '../../util/result.js';
import { askBalancer } from './askBalancer.js';
import type { Ground } from './ground.js';

/** What the balancer itself tells of its servers, asked once in a verification. Undefined where the runbook names none. */
export async function readBalancer(ground: Ground): Promise<Result<readonly BalancerService[], string> | undefined> {
  const { balancer } = ground.about.runbook.verification;
  return balancer && ground.once('balancer', (signal) => ask(ground, balancer, signal));
}

async function ask(
  ground: Ground,
  { kind, url }: Balancer,
  signal: AbortSignal,
): Promise<Result<readonly BalancerService[], string>> {
  const target = ground.address(url);
  if (!target.ok) return target;
  return askBalancer(await ground.parts.sources(), kind, target.value, signal);
}
