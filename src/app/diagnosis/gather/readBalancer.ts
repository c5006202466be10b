import type { BalancerSeen } from '../../../core/diagnosis/balancerSeen.js';
import { titleOf, type Runbook } from '../../../core/runbook/runbook.js';
import type { CheckProblem } from '../../../core/verification/check.js';
import { ok, type Result } from '../../../util/result.js';
import { onEnginesMachine } from '../../onEnginesMachine.js';
import type { EngineConnection } from '../../ports.js';
import { askBalancer } from '../../verification/askBalancer.js';
import type { VerificationSources } from '../../verification/ports.js';
import { unreachable } from './look.js';

/** What the balancer calls a service; undefined for one that is behind none. */
export function balancerNameOf({ verification }: Runbook, service: string): string | undefined {
  const { balancer, services } = verification;
  return balancer && Object.hasOwn(services, service) ? services[service]?.balancerName : undefined;
}

/** The balancer's own list of its services. */
export async function readBalancer(
  sources: VerificationSources,
  connection: EngineConnection,
  runbook: Runbook,
  name: string,
  signal: AbortSignal,
): Promise<Result<BalancerSeen, CheckProblem>> {
  const { balancer } = runbook.verification;
  const url = balancer && onEnginesMachine(balancer.url, connection.context);
  if (!balancer || url === undefined) return unreachable("the address of the engine's machine cannot stand in a URL");
  const read = await askBalancer(sources, balancer.kind, url, signal);
  if (!read.ok) return unreachable(read.error);
  const { service } = balancer;
  return ok({ service, title: titleOf(runbook, service), name, services: read.value });
}
