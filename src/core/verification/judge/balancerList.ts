import type { BalancerServer, BalancerService } from '../balancerService.js';
import type { Finding } from '../check.js';
import { factOf, type Fact } from '../fact.js';
import { couldNotTell, findingOf } from '../finding.js';

export interface BalancerListed {
  /** Every running replica with all of its addresses (without a port) in the engine's networks. One that is not ready need not be up. */
  readonly replicas: readonly {
    readonly name: string;
    readonly addresses: readonly string[];
    readonly isReady: boolean;
  }[];
  /** As the runbook names it. */
  readonly name: string;
  /** All that the balancer told. */
  readonly services: readonly BalancerService[];
}

/** Kind `balancer-list`: every replica is in the balancer's list, each up, and nothing else is up there. */
export function judgeBalancerList({ replicas, name, services }: BalancerListed): Finding {
  const listed = balancerServiceOf(services, name);
  const ready = replicas.filter(({ isReady }) => isReady);
  if (!listed) return couldNotTell({ reason: 'not-told-how', key: 'balancerName' });
  if (ready.length === 0) return couldNotTell({ reason: 'too-few', have: 0, needed: 1 });
  if (listed.servers.every(({ address }) => address === '')) return judgeByNumber(ready.length, listed.servers);
  const unread = ready.filter(({ addresses }) => addresses.length === 0);
  const facts = ready.map((replica): Fact => {
    const servers = listed.servers.filter(({ address }) => replica.addresses.includes(hostOf(address)));
    const down = servers.find(({ isUp }) => !isUp);
    if (down && !servers.some(({ isUp }) => isUp)) return factOf(replica.name, 'fail', { said: down.state });
    if (servers.length > 0)
      return factOf(replica.name, 'pass', { said: servers.find(({ isUp }) => isUp)?.state ?? '' });
    return factOf(replica.name, unread.includes(replica) ? 'unknown' : 'fail', {
      value: 0,
      bound: 1,
      boundIs: 'least',
    });
  });
  const addresses = new Set(replicas.flatMap((replica) => replica.addresses));
  // A place that nobody has is kept by some balancers, marked down.
  const strangers = listed.servers.filter(({ address, isUp }) => isUp && !addresses.has(hostOf(address)));
  return findingOf([...facts, ...strangers.map((server) => strangerFact(server, unread.length > 0))], {
    reason: 'too-few',
    have: ready.length - unread.length,
    needed: ready.length,
  });
}

/** It may be a replica whose addresses could not be read. */
const strangerFact = ({ name, address, state }: BalancerServer, maybeReplica: boolean): Fact =>
  factOf(address === '' ? name : address, maybeReplica ? 'unknown' : 'fail', { said: state });

/** Where the balancer tells no addresses, as many servers as replicas have to be up. */
function judgeByNumber(ready: number, servers: readonly BalancerServer[]): Finding {
  const up = servers.filter(({ isUp }) => isUp);
  const [value, bound] = [up.length, ready];
  const count =
    up.length > ready
      ? factOf('', 'fail', { value, bound: bound + 1 })
      : factOf('', up.length === ready ? 'pass' : 'fail', { value, bound, boundIs: 'least' });
  return findingOf([count], { reason: 'too-few', have: value, needed: bound });
}

/** The balancer's service of a name: Traefik's have the provider's after an `@`. Undefined where it has none, or several. */
export function balancerServiceOf(services: readonly BalancerService[], name: string): BalancerService | undefined {
  const exact = services.find((service) => service.name === name);
  const provided = services.filter((service) => service.name.startsWith(`${name}@`));
  return exact ?? (provided.length === 1 ? provided[0] : undefined);
}

/** Of `10.0.0.5:3001`, `http://10.0.0.5:3001` and `[fd00::5]:3001`. */
function hostOf(address: string): string {
  const place = address.slice(address.indexOf('//') < 0 ? 0 : address.indexOf('//') + 2);
  if (place.startsWith('[')) return place.slice(1, place.indexOf(']'));
  const colon = place.lastIndexOf(':');
  return colon < 0 ? place : place.slice(0, colon);
}
