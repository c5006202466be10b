import type { Balancer } from '../../core/runbook/verificationPolicy.js';
import type { BalancerService } from '../../core/verification/balancerService.js';
import { fail, type Result } from '../../util/result.js';
import type { VerificationSources } from './ports.js';

/** A balancer's own list of its servers, from the kind that it is, or from the first that answers. @param url as it is reached from here */
export async function askBalancer(
  sources: VerificationSources,
  kind: Balancer['kind'],
  url: string,
  signal: AbortSignal,
): Promise<Result<readonly BalancerService[], string>> {
  if (kind === 'haproxy') return sources.haproxyServices(url, signal);
  const traefik = await sources.traefikServices(url, signal);
  if (kind === 'traefik' || traefik.ok) return traefik;
  const haproxy = await sources.haproxyServices(url, signal);
  return haproxy.ok ? haproxy : fail(`as Traefik: ${traefik.error}; as HAProxy: ${haproxy.error}`);
}
