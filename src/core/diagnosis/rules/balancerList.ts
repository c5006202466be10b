import { isReady } from '../../policy/condition.js';
import { factOf, type Fact } from '../../verification/fact.js';
import { balancerServiceOf, judgeBalancerList } from '../../verification/judge/balancerList.js';
import type { BalancerSeen } from '../balancerSeen.js';
import { causeOf, type Cause } from '../cause.js';
import { evidence } from '../evidence.js';
import type { UnevenLoad } from '../finding.js';
import { known, type Observations } from '../observations.js';
import type { Remedy } from '../remedy.js';
import { detailsOf } from '../subject.js';

/** A balancer takes a moment to find a replica. */
const settleMs = 15_000;

/** What the balancer's own list has wrong: a replica that is not in it, or one that it sends nothing to. Only of replicas that work. */
export function balancerList(seen: Observations): readonly Cause[] {
  const balancer = known(seen.balancer);
  if (!balancer) return [];
  const replicas = seen.service.replicas
    .filter(({ state, startedAt }) => state === 'running' && seen.engineNow - (startedAt ?? 0) >= settleMs)
    .map((replica) => ({
      name: replica.name,
      addresses: detailsOf(seen, replica)?.addresses ?? [],
      isReady: isReady(replica),
    }));
  const { name, services } = balancer;
  const wrong = judgeBalancerList({ replicas, name, services }).facts.filter(({ verdict }) => verdict === 'fail');
  const ready = replicas.filter((replica) => replica.isReady).map((replica) => factOf(replica.name, 'pass').of);
  const of = wrong.filter((fact) => ready.includes(fact.of));
  const missing = of.filter(({ value }) => value === 0);
  const away = of.filter(({ value }) => value === undefined);
  // Without addresses only the number is told: fewer than there are.
  const short = wrong.find((fact) => fact.of === '' && fact.boundIs === 'least');
  return [
    ...(missing.length > 0 || short ? [notListed(missing, short, ready.length, balancer)] : []),
    ...(away.length > 0 ? [serversAway(away, balancer)] : []),
    ...(balancerServiceOf(services, name)?.isSticky ? [sticky(balancer)] : []),
  ];
}

function notListed(missing: readonly Fact[], short: Fact | undefined, ready: number, balancer: BalancerSeen): Cause {
  const listed = short?.value ?? ready - missing.length;
  return cause({ cause: 'not-listed', balancer: balancer.title, listed, ready }, missing, balancer, [
    evidence('balancer', 'servers-listed', balancer.name, { value: listed, bound: ready, boundIs: 'least' }),
  ]);
}

const serversAway = (away: readonly Fact[], balancer: BalancerSeen): Cause =>
  cause(
    { cause: 'server-away', balancer: balancer.title, state: away[0]?.said ?? '' },
    away,
    balancer,
    away.slice(0, 3).map(({ of, said }) => evidence('balancer', 'server-state', of, { said })),
  );

/** It is certain that it does, and not that it matters: with many clients load is spread all the same. */
const sticky = (balancer: BalancerSeen): Cause => ({
  ...cause({ cause: 'sticky', balancer: balancer.title }, [], balancer, [
    evidence('balancer', 'sticky', balancer.name),
  ]),
  certainty: 'likely',
  remedies: [{ remedy: 'open-compose-file' }],
});

const cause = (
  finding: UnevenLoad,
  of: readonly Fact[],
  { service, title }: BalancerSeen,
  shown: Cause['evidence'],
): Cause => {
  const remedies: readonly Remedy[] = [
    { remedy: 'restart', service, title },
    { remedy: 'open-logs', service, title },
  ];
  return causeOf(finding, 'certain', { replicas: of.map((fact) => fact.of), evidence: shown, remedies });
};
