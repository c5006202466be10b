import { isReady } from '../../../core/policy/condition.js';
import { isReachable } from '../../../core/stack/stack.js';
import { couldNotTell } from '../../../core/verification/finding.js';
import { balancerServiceOf, judgeBalancerList } from '../../../core/verification/judge/balancerList.js';
import { judgeSticky, stickyRequests } from '../../../core/verification/judge/sticky.js';
import type { Checker } from '../checker.js';
import { Cookies } from '../cookies.js';
import type { Ground } from '../ground.js';
import { readBalancer } from '../readBalancer.js';
import { servedBy, spreadUrl } from '../servedBy.js';

/** Whether the balancer's list has every running replica, and as up. */
export const checkBalancerList: Checker = async ({ service }, ground, signal) => {
  const name = ground.verificationOf(service)?.balancerName;
  if (name === undefined) return couldNotTell({ reason: 'not-told-how', key: 'balancerName' });
  const services = await readBalancer(ground);
  if (!services) return couldNotTell({ reason: 'not-told-how', key: 'balancer' });
  if (!services.ok) return couldNotTell({ reason: 'unreachable', detail: services.error });
  const running = ground.running(service);
  const ids = running.filter(isReachable).map(({ containerId }) => containerId);
  const addresses = await ground.about.connection.readAddresses(ids, signal);
  const replicas = running.map((replica) => ({
    name: replica.name,
    addresses: addresses.get(replica.containerId) ?? [],
    isReady: isReady(replica),
  }));
  return judgeBalancerList({ replicas, name, services: services.value });
};

/** As one client would, with the cookies that it is given. */
export const checkSticky: Checker = async ({ service }, ground, signal) => {
  const url = spreadUrl(ground, service);
  const seen = url === undefined ? [] : await asOneClient(ground, service, url, signal);
  return judgeSticky({
    replicas: ground.spreadReplicas(service),
    balancer: await listedAs(ground, service),
    servedBy: seen,
  });
};

async function asOneClient(
  ground: Ground,
  service: string,
  url: string,
  signal: AbortSignal,
): Promise<readonly (string | undefined)[]> {
  const cookies = new Cookies();
  const seen: (string | undefined)[] = [];
  for (let sent = 0; sent < stickyRequests && !signal.aborted; sent++) {
    const answer = await ground.send({ url, headers: cookies.header }, signal);
    if (answer.ok) cookies.take(answer.value.headers['set-cookie'] ?? '');
    seen.push(answer.ok ? servedBy(answer.value, ground.verificationOf(service)) : undefined);
  }
  return seen;
}

async function listedAs(ground: Ground, service: string): Promise<ReturnType<typeof balancerServiceOf>> {
  const name = ground.verificationOf(service)?.balancerName;
  const services = name === undefined ? undefined : await readBalancer(ground);
  return name !== undefined && services?.ok ? balancerServiceOf(services.value, name) : undefined;
}
