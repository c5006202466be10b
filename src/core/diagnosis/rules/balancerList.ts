import type { Replica } from '../../stack/replica.js';
import type { BalancerSeen, ServerSeen } from '../balancerSeen.js';
import { causeOf, type Cause } from '../cause.js';
import { evidence } from '../evidence.js';
import { known, type Observations } from '../observations.js';
import type { Remedy } from '../remedy.js';
import { saying } from '../saying.js';
import { detailsOf, readyReplicas } from '../subject.js';

/** What the balancer's own list has wrong: a replica that is not in it, or one that it sends nothing to. Only of replicas that work. */
export function balancerList(seen: Observations): readonly Cause[] {
  const balancer = known(seen.balancer);
  if (!balancer) return [];
  const ready = readyReplicas(seen).filter(({ startedAt }) => seen.now - (startedAt ?? 0) >= settleMs);
  const placed = ready.map((replica) => ({ replica, servers: serversOf(replica, balancer, seen) }));
  return [...notListed(placed, balancer, ready.length), ...away(placed, balancer), ...sticky(balancer)];
}

/** A balancer takes a moment to find a replica. */
const settleMs = 15_000;

interface Placed {
  readonly replica: Replica;
  /** Undefined where it cannot be told, since the balancer or the engine tells no address. */
  readonly servers: readonly ServerSeen[] | undefined;
}

function serversOf(replica: Replica, { servers }: BalancerSeen, seen: Observations): Placed['servers'] {
  const addresses = detailsOf(seen, replica)?.addresses ?? [];
  if (addresses.length === 0 || servers.every(({ address }) => address === '')) return undefined;
  return servers.filter(({ address }) => addresses.includes(hostOf(address)));
}

/** Without the port: `172.18.0.5:3001`, `http://172.18.0.5:3001`, `[fd00::5]:3001`. */
const hostOf = (address: string): string => {
  const [, bracketed, plain] = /^(?:[a-z]+:\/\/)?(?:\[([0-9a-f:.]+)\]|([^/:]+))/i.exec(address) ?? [];
  return bracketed ?? plain ?? '';
};

function notListed(placed: readonly Placed[], balancer: BalancerSeen, ready: number): readonly Cause[] {
  const missing = placed.filter(({ servers }) => servers?.length === 0);
  const listed = balancer.servers.filter(({ isUp, address }) => isUp || address !== '').length;
  // Where there are no addresses, the count alone tells that one is missing, and not which.
  const isShort = placed.every(({ servers }) => servers === undefined) && listed < ready;
  if (missing.length === 0 && !isShort) return [];
  const found = isShort ? listed : ready - missing.length;
  return [
    causeOf({ cause: 'not-listed', balancer: saying(balancer.title), listed: found, ready }, 'certain', {
      replicas: missing.map(({ replica }) => saying(replica.name)),
      evidence: [
        evidence('balancer', 'servers-listed', balancer.name, { value: found, bound: ready, boundIs: 'least' }),
      ],
      remedies: remediesFor(balancer),
    }),
  ];
}

function away(placed: readonly Placed[], balancer: BalancerSeen): readonly Cause[] {
  const down = placed.flatMap(({ replica, servers = [] }) => {
    const [first] = servers;
    return first && servers.every(({ isUp }) => !isUp) ? [{ replica, server: first }] : [];
  });
  const [first] = down;
  if (!first) return [];
  return [
    causeOf({ cause: 'server-away', balancer: saying(balancer.title), state: saying(first.server.state) }, 'certain', {
      replicas: down.map(({ replica }) => saying(replica.name)),
      evidence: down
        .slice(0, 3)
        .map(({ replica, server }) => evidence('balancer', 'server-state', replica.name, { said: server.state })),
      remedies: remediesFor(balancer),
    }),
  ];
}

const sticky = (balancer: BalancerSeen): readonly Cause[] =>
  balancer.isSticky
    ? [
        causeOf({ cause: 'sticky', balancer: saying(balancer.title) }, 'likely', {
          replicas: [],
          evidence: [evidence('balancer', 'sticky', balancer.name)],
          remedies: [{ remedy: 'open-compose-file' }],
        }),
      ]
    : [];

const remediesFor = ({ service, title }: BalancerSeen): readonly Remedy[] =>
  service === ''
    ? []
    : [
        { remedy: 'restart', service, title },
        { remedy: 'open-logs', service, title },
      ];
